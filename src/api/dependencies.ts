import type { Log } from '../core/log.ts';
import type { Settings } from '../core/settings.ts';
import type { Queue } from '../queue/queue.ts';
import type { Service } from '../service/service.ts';
import type { Store } from '../store/store.ts';

/** What the HTTP API is made of. It opens and closes none of these itself. */
export interface AppDependencies {
  service: Service;
  /** Figures and readiness; for the webhook also which deliveries came before. Everything else goes through the service. */
  store: Pick<Store, 'ping' | 'submissions' | 'github'>;
  /** Figures and readiness. */
  queue: Pick<Queue, 'ping' | 'workers' | 'counts'>;
  github: Settings['github'];
  /** Address of the service as its users write it, without a slash at the end. */
  url: string;
  /** Whether `X-Forwarded-*` headers are believed: behind a reverse proxy alone. */
  trustProxy: boolean;
  log: Log;
}
