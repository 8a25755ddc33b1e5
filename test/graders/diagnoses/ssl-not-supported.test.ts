import sslNotSupported from '../../../graders/diagnoses/ssl-not-supported.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, serviceNamed, variable } from './evidence.ts';

testDiagnosis(sslNotSupported, {
  found: [
    {
      name: 'the program',
      evidence: died('web', 'Error: The server does not support SSL connections'),
      message: { en: /web insists on TLS, which db does not offer/ },
      remedy: /DB_SSL/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'a variable',
      evidence: died('web', 'server does not support SSL, but SSL was required', (evidence) => {
        serviceNamed(evidence, 'web').environment = [variable('DATABASE_URL', 'postgres://db/x?sslmode=require', 7)];
      }),
      message: { en: /TLS/ },
      remedy: /out of DATABASE_URL/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
  ],
  near: [{ name: 'a certificate is not trusted', evidence: died('web', 'Error: self-signed certificate') }],
});
