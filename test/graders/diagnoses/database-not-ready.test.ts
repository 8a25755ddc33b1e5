import databaseNotReady from '../../../graders/diagnoses/database-not-ready.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { ended, evidenceWith } from './evidence.ts';

testDiagnosis(databaseNotReady, {
  found: [
    {
      name: 'the connection was refused',
      evidence: second('Error: connect ECONNREFUSED 172.20.0.2:5432'),
      message: { en: /web ended because db did not take connections yet/, es: /todavía no aceptaba conexiones/ },
      remedy: /condition: service_healthy/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'the database said so',
      evidence: second('FATAL:  the database system is starting up'),
      message: { en: /not take connections yet/ },
      remedy: /service_healthy/,
    },
  ],
  near: [
    { name: 'it asked its own container', evidence: second('Error: connect ECONNREFUSED 127.0.0.1:5432') },
    { name: 'it died of something else', evidence: second('TypeError: Cannot read properties of undefined') },
    {
      name: 'it does not work the second time either',
      evidence: second('Error: connect ECONNREFUSED 172.20.0.2:5432', false),
    },
  ],
});

function second(log: string, ready = true) {
  return evidenceWith(({ start }) => {
    const [good] = start.attempts;
    if (!good) return;
    const died = [ended('web', 1, log), ...good.services.filter(({ service }) => service === 'db')];
    start.attempts = [
      { ...good, ready: false, services: died },
      { ...good, ready },
    ];
  });
}
