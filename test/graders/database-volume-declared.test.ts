import { expect, test } from 'vitest';
import databaseVolumeDeclared from '../../graders/persistence/database-volume-declared.ts';
import type { MountFacts, ServiceFacts } from '../../src/core/evidence/index.ts';
import { ANONYMOUS, evidenceWith, goodEvidence, mount, serviceNamed, VOLUME } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_DATABASE } from './rows.ts';

const RIGHT = '/var/lib/postgresql/data';

testGrader(databaseVolumeDeclared, {
  passes: [
    { name: 'a named volume holds the data', evidence: goodEvidence(), message: /named volume db-data/ },
    {
      name: 'PGDATA is a folder inside the volume',
      evidence: evidenceWith(({ start }) => {
        if (start.database) start.database.dataDirectory = `${RIGHT}/pgdata`;
      }),
    },
    {
      name: 'nobody knows where this kind of database writes',
      evidence: evidenceWith(({ resolve, start }) => {
        if (resolve.database) resolve.database.kind = null;
        if (start.database) Object.assign(start.database, { kind: null, dataDirectory: null, dataMount: null });
      }),
    },
  ],
  fails: [
    {
      name: 'a folder of the repository',
      evidence: stored([mount('bind', 'data', RIGHT)], { ...VOLUME, type: 'bind', name: 'data' }),
      verdict: 'partial',
      share: 0.5,
      message: { en: /folder data of the repository \(a bind mount\)/, es: /carpeta data del repositorio/ },
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'no volume at all',
      evidence: stored([], ANONYMOUS, false),
      verdict: 'fail',
      message: { en: /db has no volume/, es: /db no tiene volumen/ },
      remedy: /- db-data:\/var\/lib\/postgresql\/data\nvolumes:\n {2}db-data:/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'a volume without a name',
      evidence: stored([mount('volume', null, RIGHT)], ANONYMOUS),
      verdict: 'fail',
      message: { en: /has no name/ },
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'a named volume on another path',
      evidence: stored([mount('volume', 'data', '/data')], ANONYMOUS),
      verdict: 'fail',
      message: { en: /data is mounted on \/data, but db writes to \/var\/lib\/postgresql\/data/ },
      remedy: /- data:\/var\/lib\/postgresql\/data/,
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'a named volume above, covered by the one of the image',
      evidence: stored([mount('volume', 'data', '/var/lib/postgresql')], ANONYMOUS),
      verdict: 'fail',
      message: { en: /puts an anonymous volume of its own on \/var\/lib\/postgresql\/data/ },
    },
    {
      name: 'the path that PostgreSQL 18 has left',
      evidence: evidenceWith(({ start }) => {
        const moved = { dataDirectory: '/var/lib/postgresql/18/docker', dataMount: null, running: false };
        if (start.database) Object.assign(start.database, moved);
      }),
      verdict: 'fail',
      message: {
        en: /db-data is mounted on \/var\/lib\/postgresql\/data, but db writes to \/var\/lib\/postgresql\/18/,
      },
      remedy: /- db-data:\/var\/lib\/postgresql\n/,
    },
    {
      name: 'a volume of the memory',
      evidence: stored([mount('tmpfs', null, RIGHT)], null),
      verdict: 'fail',
      message: { en: /in memory \(tmpfs on \/var\/lib\/postgresql\/data\)/ },
    },
    {
      name: 'declared but not used',
      evidence: stored([], ANONYMOUS),
      verdict: 'fail',
      message: { en: /db-data is declared .* but no service mounts it/ },
      where: { file: 'docker-compose.yml', line: 30 },
    },
    {
      name: 'mounted in the application instead',
      evidence: evidenceWith((evidence) => {
        Object.assign(evidence, stored([], ANONYMOUS));
        serviceNamed(evidence, 'web').mounts = [mount('volume', 'db-data', RIGHT)];
      }),
      verdict: 'fail',
      message: { en: /db-data is mounted in web/ },
    },
    NO_DATABASE,
  ],
});

/** What the Compose file mounts into `db`, and what the engine found on its data directory. */
function stored(mounts: ServiceFacts['mounts'], dataMount: MountFacts | null, declared = true) {
  return evidenceWith((evidence) => {
    serviceNamed(evidence, 'db').mounts = mounts;
    if (evidence.start.database) evidence.start.database.dataMount = dataMount;
    if (!declared) evidence.resolve.volumes = [];
  });
}

test('a path of the repository is shown as a path, not as the name of a volume', () => {
  const bound = stored([mount('bind', 'data', RIGHT)], { ...VOLUME, type: 'bind', name: 'data' });
  const [mounted, written] = databaseVolumeDeclared.judge(bound).evidence;
  expect(JSON.stringify(mounted?.text)).toContain(`./data on ${RIGHT}`);
  expect(written?.text).toBe(`docker-compose.yml:19  ./data:${RIGHT}`);
});
