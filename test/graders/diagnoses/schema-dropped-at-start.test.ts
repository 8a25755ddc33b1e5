import schemaDroppedAtStart from '../../../graders/diagnoses/schema-dropped-at-start.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { evidenceWith, rung } from './evidence.ts';

testDiagnosis(schemaDroppedAtStart, {
  found: [
    {
      name: 'the rows are in the files',
      evidence: restarted({ application: 'lost', client: 'found', found: false }),
      message: { en: /drops or makes its schema anew/, es: /vuelve a crear su esquema/ },
      remedy: /dropSchema/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
  ],
  near: [
    { name: 'the rows are gone', evidence: restarted({ application: 'lost', client: 'lost', found: false }) },
    {
      name: 'the application keeps its data in memory',
      evidence: restarted({ application: 'lost', client: 'found', found: false }, false),
    },
  ],
});

function restarted(change: Parameters<typeof rung>[0], degraded = true) {
  return evidenceWith(({ persistence }) => {
    persistence.ladder.restart = rung(change);
    if (persistence.away) persistence.away.degraded = degraded;
  });
}
