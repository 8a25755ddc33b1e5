import { DockgradeError } from '../core/errors.ts';
import { type Push, pushSchema } from './payload.ts';
import { type Ignored, type PushOutcome, takePush, type WebhookDependencies } from './take-push.ts';

/** Longer than GitHub itself can deliver something again. In milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

/** What GitHub sent, its signature already verified. */
export interface Delivery {
  /** `X-GitHub-Delivery`: the same when it is delivered again. */
  id: string;
  /** `X-GitHub-Event` */
  event: string;
  body: Buffer;
}

/**
 * Answers one delivery. It is remembered only once everything that follows from it is stored: when dockgrade dies in between, GitHub shows the
 * delivery as failed, and delivering it again does what is missing and nothing twice. One of which nothing followed is looked at anew each time.
 * Throws `request-invalid` for a push that is none.
 */
export async function takeDelivery(deps: WebhookDependencies, { id, event, body }: Delivery): Promise<PushOutcome> {
  if (event === 'ping') return { submissions: [], ignored: [] };
  if (event !== 'push') return ignored('event', `What counts is a push, not ${JSON.stringify(event.slice(0, 100))}.`);
  const { github } = deps.store;
  if (await github.hasDelivery(id)) return ignored('repeated', 'This delivery was taken before.');
  const push = parsePush(body);
  const outcome = await takePush(deps, push);
  if (outcome.submissions.length > 0) await remember(github, id);
  deps.log.info(
    { delivery: id, repository: push.repository.name, ref: push.ref, commit: push.commit, ...outcome },
    'push',
  );
  return outcome;
}

async function remember(github: WebhookDependencies['store']['github'], id: string): Promise<void> {
  const now = Date.now();
  await github.addDelivery(id, new Date(now).toISOString());
  await github.forgetDeliveries(new Date(now - KEPT).toISOString());
}

function parsePush(body: Buffer): Push {
  const parsed = pushSchema.safeParse(parseJson(body));
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`).join('; ');
  throw new DockgradeError('request-invalid', `The push does not have the shape that GitHub documents: ${mistakes}`);
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new DockgradeError('request-invalid', 'The body of the push is no JSON.', { cause: error });
  }
}

function ignored(reason: Ignored['reason'], message: string): PushOutcome {
  return { submissions: [], ignored: [{ reason, message }] };
}
