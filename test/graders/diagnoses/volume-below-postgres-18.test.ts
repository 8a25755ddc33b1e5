import volumeBelowPostgres18 from '../../../graders/diagnoses/volume-below-postgres-18.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, goodEvidence, serviceNamed } from './evidence.ts';

testDiagnosis(volumeBelowPostgres18, {
  found: [
    {
      name: 'the example of the course',
      evidence: newest('postgres'),
      message: { en: /db \(`postgres`\) ends at once/, es: /PostgreSQL 18/ },
      remedy: /postgres:17[\s\S]*db-data:\/var\/lib\/postgresql$/,
      where: { file: 'docker-compose.yml', line: 19 },
    },
  ],
  near: [
    { name: 'an older version with the same mount', evidence: goodEvidence() },
    { name: 'the database ends for another reason', evidence: died('db', 'Error: Database is uninitialized') },
  ],
});

function newest(reference: string) {
  const log = [
    'Error: in 18+, these Docker images are configured to store database data in a',
    '       format which is compatible with "pg_ctlcluster" (specifically, using',
    '       Counter to that, there appears to be PostgreSQL data in:',
    '         /var/lib/postgresql/data (unused mount/volume)',
  ];
  return died('db', log.join('\n'), (evidence) => {
    Object.assign(serviceNamed(evidence, 'db').image ?? {}, { reference, tag: null });
  });
}
