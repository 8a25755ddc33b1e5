import type { FastifyError, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import { isSigned } from '../../github/signature.ts';
import { takeDelivery } from '../../github/take-delivery.ts';
import { IGNORE_REASONS } from '../../github/take-push.ts';
import type { AppDependencies } from '../dependencies.ts';
import { told } from '../told.ts';

const LARGEST = 1024 * 1024;

const answerSchema = z.object({
  event: z.string(),
  submissions: z.array(z.object({ assignment: z.string(), submission: z.string() })).describe('what was handed in'),
  ignored: z
    .array(z.object({ reason: z.enum(IGNORE_REASONS), message: z.string(), assignment: z.string().optional() }))
    .describe('what was not handed in, and why'),
});

/** `POST /webhooks/github`: the signature is over bytes, so in this scope bodies are bytes, and nothing is parsed before it was verified. */
export function webhooksGithub(
  deps: Pick<AppDependencies, 'service' | 'store' | 'github' | 'log'>,
): FastifyPluginAsyncZod {
  const { secret } = deps.github;
  return async (app) => {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/json',
      { parseAs: 'buffer' },
      async (_request: unknown, body: Buffer) => body,
    );
    app.setErrorHandler((error: FastifyError) => {
      throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge() : error;
    });
    app.post(
      '/webhooks/github',
      {
        bodyLimit: LARGEST,
        onRequest: async (request) => checkHead(request, secret),
        schema: {
          summary: 'A push to a repository hands it in, for everyone who handed in that repository before',
          response: { 200: answerSchema, 202: answerSchema },
          ...told({
            who: 'GitHub',
            problems: ['request-invalid', 'signature-invalid', 'not-found', 'too-large', 'media-type-unsupported'],
            takes: { types: ['application/json'], description: 'a delivery of a GitHub webhook, at most 1 MiB' },
            headers: {
              'X-Hub-Signature-256': 'HMAC-SHA256 of the body',
              'X-GitHub-Event': 'what happened',
              'X-GitHub-Delivery': 'id of the delivery',
            },
          }),
        },
      },
      async (request, reply) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        if (!isSigned(secret, body, request.headers['x-hub-signature-256'])) {
          deps.log.warn({ ip: request.ip }, 'webhook without a valid signature');
          throw unsigned();
        }
        const event = header(request, 'x-github-event');
        const outcome = await takeDelivery(deps, { id: header(request, 'x-github-delivery'), event, body });
        return reply.code(event === 'ping' ? 200 : 202).send({ event, ...outcome });
      },
    );
  };
}

/** What can be said before a byte of the body is read. */
function checkHead({ headers }: FastifyRequest, secret: string | null): void {
  if (secret === null) {
    throw new DockgradeError('not-found', 'This service takes no pushes: it has no secret for the webhook.', {
      remedy: 'Set DOCKGRADE_GITHUB_SECRET to the secret of the webhook and start the service again.',
    });
  }
  if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new DockgradeError('media-type-unsupported', 'The body is not sent as application/json.', {
      remedy: 'In the settings of the webhook on GitHub, set "Content type" to application/json.',
    });
  }
}

function header({ headers }: FastifyRequest, name: string): string {
  const value = headers[name];
  if (typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value)) return value;
  throw new DockgradeError('request-invalid', `The header ${name} is missing or malformed.`, {
    remedy: 'GitHub sends it with every delivery; a proxy in between must let it through.',
  });
}

function unsigned(): DockgradeError {
  return new DockgradeError('signature-invalid', 'X-Hub-Signature-256 is missing, or was made with another secret.', {
    remedy: 'Give the webhook on GitHub the secret that the service has in DOCKGRADE_GITHUB_SECRET.',
  });
}

function tooLarge(): DockgradeError {
  return new DockgradeError('too-large', 'The delivery is larger than 1 MiB: the push names very many files.', {
    remedy: 'Hand the repository in by its link, and look whether files such as node_modules were committed.',
  });
}
