import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import type { ResolveEvidence, Where } from '../../src/core/evidence/index.ts';
import { databases, hear, quote } from '../shared/heard.ts';
import { factsOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'init-script-fails',
  title: { en: 'An init script of the database fails', es: 'Un script de inicio de la base de datos falla' },
  explains: ['stack-starts', 'app-responds', 'endpoints-work'],
  about: {
    symptom: {
      en: '`psql:/docker-entrypoint-initdb.d/init.sql:3: ERROR: …`, and the database ends.',
      es: '`psql:/docker-entrypoint-initdb.d/init.sql:3: ERROR: …`, y la base de datos termina.',
    },
    why: {
      en: 'Scripts in `/docker-entrypoint-initdb.d` run at the first start, in the order of their names. The first mistake ends the start, and the half-made volume stays.',
      es: 'Los scripts de `/docker-entrypoint-initdb.d` corren en el primer arranque, en el orden de sus nombres. El primer error termina el arranque, y el volumen queda a medio hacer.',
    },
    mend: {
      en: 'Mend the line of the script, then `docker compose down -v`: with the old volume it would not run again.',
      es: 'Corrige la línea del script y luego `docker compose down -v`: con el volumen viejo no volvería a correr.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(
      databases(evidence),
      /psql:\/docker-entrypoint-initdb\.d\/([^:]+):(\d+): ERROR:\s+(.*)/,
      /ERROR \d+ \(\w+\) at line (\d+)(?: in file: '[^']*')?: (.*)/,
    );
    if (!heard) return null;
    const { service, found } = heard;
    const [, first = '', second = '', third] = found;
    const running = hear(databases(evidence), /running \/docker-entrypoint-initdb\.d\/(\S+)/)?.found[1] ?? '';
    const [script, line, said] = third === undefined ? [running, first, second] : [first, second, third];
    const where =
      script === ''
        ? factsOf(evidence.resolve, service)?.where
        : placeOf(evidence.resolve, service, script, Number(line));
    const name =
      script === ''
        ? { en: 'an init script', es: 'un script de inicio' }
        : { en: `\`${script}\``, es: `\`${script}\`` };
    return {
      message: {
        en: `${service} stops at line ${line} of ${name.en}: ${said.trim()}`,
        es: `${service} se detiene en la línea ${line} de ${name.es}: ${said.trim()}`,
      },
      remedy: {
        en: 'Mend that line, then begin with a fresh volume: `docker compose down -v && docker compose up`.',
        es: 'Corrige esa línea y empieza con un volumen nuevo: `docker compose down -v && docker compose up`.',
      },
      where,
      evidence: quote(heard),
    };
  },
});

const FOLDER = '/docker-entrypoint-initdb.d';

/** Where the script is in the repository, by the mount that brings it; else the service. */
function placeOf(resolve: ResolveEvidence, service: string, script: string, line: number): Where | undefined {
  const facts = factsOf(resolve, service);
  const file = facts?.mounts.find(({ target }) => target === `${FOLDER}/${script}`)?.source;
  const folder = facts?.mounts.find(
    ({ type, target }) => type === 'bind' && target.replace(/\/+$/, '') === FOLDER,
  )?.source;
  const path = file ?? (folder ? `${folder.replace(/\/+$/, '')}/${script}` : null);
  return path ? { file: path.replace(/^\.\//, ''), line } : facts?.where;
}
