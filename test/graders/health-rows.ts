import { evidenceWith, stateNamed } from './evidence.ts';
import type { Loses } from './grader-table.ts';

/** Everything runs, and a health check says no: each row is another reason. */
export const UNHEALTHY: readonly Loses[] = [
  {
    name: 'a health check does not succeed',
    evidence: evidenceWith((evidence) => {
      stateNamed(evidence, 'db').health = 'unhealthy';
    }),
    verdict: 'fail',
    message: { en: /db runs, but its health check does not succeed/ },
    where: { file: 'docker-compose.yml', line: 22 },
  },
  {
    name: 'the tool of a health check is not in the image',
    evidence: unhealthy('exit 127: /bin/sh: 1: pg_isreadyy: not found'),
    verdict: 'fail',
    message: { en: /its health check does not succeed/, es: /su health check no tiene éxito/ },
    remedy: /The image of db has no program `pg_isreadyy`/,
  },
  {
    name: 'curl is not in an image of Python',
    evidence: inPython('exit 127: /bin/sh: 1: curl: not found'),
    verdict: 'fail',
    message: { en: /web runs, but its health check/ },
    remedy: /with what is there: `python -c "import urllib[^"]*localhost:3000'\)"`\.$/,
  },
  {
    name: 'the tool of a health check is not in the image, and no shell was asked',
    evidence: unhealthy('exit -1: OCI runtime exec failed: exec: "curl": executable file not found in $PATH: unknown'),
    verdict: 'fail',
    message: { en: /its health check does not succeed/ },
    remedy: /has no program `curl`[\s\S]*with what is there: `pg_isready -U postgres`\.$/,
  },
  {
    name: 'a health check names another user',
    evidence: unhealthy('exit 2: psql: error: FATAL:  role "root" does not exist'),
    verdict: 'fail',
    message: { en: /its health check does not succeed/ },
    remedy: /another user, password or database/,
  },
  {
    name: 'a health check asks where nobody listens',
    evidence: unhealthy('exit 2: /var/run/postgresql:9999 - no response'),
    verdict: 'fail',
    message: { en: /its health check does not succeed/ },
    remedy: /Nobody answers where the health check asks/,
  },
];

function inPython(healthLog: string) {
  return evidenceWith((evidence) => {
    Object.assign(stateNamed(evidence, 'web'), { health: 'unhealthy', healthLog });
    for (const { from } of evidence.resolve.dockerfiles[0]?.stages ?? []) from.reference = 'python:3.11-slim';
  });
}

function unhealthy(healthLog: string) {
  return evidenceWith((evidence) => {
    Object.assign(stateNamed(evidence, 'db'), { health: 'unhealthy', healthLog });
  });
}
