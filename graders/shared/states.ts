import type { ServiceState } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { Proof } from '../../src/core/verdict.ts';
import { toldProof } from './told-proof.ts';

/** How each service was seen, one a line: `web: exited (1)`, `db: running, healthy`. */
export function statesProof(services: readonly ServiceState[]): Proof {
  return toldProof('inspect', { en: 'State of each service', es: 'Estado de cada servicio' }, (lang) =>
    services.map(({ service, status, exitCode, health, restarts }) => {
      const code = exitCode === null ? '' : ` (${exitCode})`;
      const again = restarts === 0 ? '' : `, ${RESTARTED[lang]} ${restarts}×`;
      return `${service}: ${STATUS[status][lang]}${code}${health === null ? '' : `, ${HEALTH[health][lang]}`}${again}`;
    }),
  );
}

/** `running` alone would read as if nothing had happened. */
const RESTARTED: Text = { en: 'restarted', es: 'se reinició' };

const STATUS: Record<ServiceState['status'], Text> = {
  running: { en: 'running', es: 'en marcha' },
  exited: { en: 'exited', es: 'terminó' },
  restarting: { en: 'restarting', es: 'se reinicia' },
  created: { en: 'created, not started', es: 'creado, sin arrancar' },
  missing: { en: 'no container', es: 'sin contenedor' },
  other: { en: 'neither running nor ended', es: 'ni en marcha ni terminado' },
};

const HEALTH: Record<'healthy' | 'unhealthy' | 'starting', Text> = {
  healthy: { en: 'healthy', es: 'sano (healthy)' },
  unhealthy: { en: 'unhealthy', es: 'no sano (unhealthy)' },
  starting: { en: 'health not known yet', es: 'salud aún sin saber (starting)' },
};
