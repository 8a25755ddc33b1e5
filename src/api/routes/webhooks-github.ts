import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import { isSigned } from '../../github/signature.ts';
import { takeDelivery } from '../../github/take-delivery.ts';
import { IGNORE_REASONS, type WebhookDependencies } from '../../github/take-push.ts';

const LARGEST = 1024 * 1024;

export interface WebhookOptions extends WebhookDependencies {
  /** Without it no push is taken. */
  secret: string | null;
}

const answerSchema = z.object({
  event: z.string(),
  submissions: z.array(z.object({ assignment: z.string(), submission: z.string() })).describe('what was handed in'),
  ignored: z
    .array(z.object({ reason: z.enum(IGNORE_REASONS), message: z.string(), assignment: z.string().optional() }))
    .describe('what was not, and why'),
});

/** `POST /webhooks/github`. Register it in a scope of its own: the body is bytes here, for the signature is over these. */
export async function webhooksGithub(app: FastifyInstance, options: WebhookOptions): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: LARGEST }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    method: 'POST',
    url: '/webhooks/github',
    bodyLimit: LARGEST,
    // At a deadline the pushes of a whole class come from the same few addresses.
    config: { rateLimit: false },
    schema: {
      tags: ['webhooks'],
      summary: 'A push to a repository hands it in',
      description:
        'For GitHub: deliveries are signed (X-Hub-Signature-256). What is ignored is answered with the reason.',
      response: { 200: answerSchema, 202: answerSchema },
    },
    onRequest: async (request) => checkHead(request, options.secret),
    handler: async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!isSigned(options.secret ?? '', body, request.headers['x-hub-signature-256']))
        throw unsigned(request, options);
      const event = header(request, 'x-github-event');
      const outcome = await takeDelivery(options, { id: header(request, 'x-github-delivery'), event, body });
      return reply.code(event === 'ping' ? 200 : 202).send({ event, ...outcome });
    },
  });
}

/** What can be said before a byte of the body is read. */
function checkHead({ headers }: FastifyRequest, secret: string | null): void {
  if (secret === null) {
    throw new DockgradeError('not-found', 'This service takes no pushes: it has no secret for the webhook.', {
      remedy: 'Set DOCKGRADE_GITHUB_SECRET to the secret of the webhook and start the service again.',
    });
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    throw new DockgradeError('media-type-unsupported', 'The body is compressed; it is taken as it is.');
  }
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new DockgradeError('media-type-unsupported', 'The body is not sent as application/json.', {
      remedy: 'In the settings of the webhook on GitHub, set "Content type" to application/json.',
    });
  }
}

function unsigned({ ip }: FastifyRequest, { log }: WebhookOptions): DockgradeError {
  log.warn({ ip }, 'webhook without a valid signature');
  return new DockgradeError(
    'signature-invalid',
    'X-Hub-Signature-256 is missing, or not made with the secret of this service.',
    {
      remedy: 'Give the webhook on GitHub the secret that the service has in DOCKGRADE_GITHUB_SECRET.',
    },
  );
}

function header({ headers }: FastifyRequest, name: string): string {
  const value = headers[name];
  if (typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value)) return value;
  throw new DockgradeError('request-invalid', `The header ${name} is missing or malformed.`);
}
