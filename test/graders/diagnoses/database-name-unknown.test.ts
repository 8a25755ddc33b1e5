import databaseNameUnknown from '../../../graders/diagnoses/database-name-unknown.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died, serviceNamed, variable, wrote } from './evidence.ts';

testDiagnosis(databaseNameUnknown, {
  found: [
    {
      name: 'another name was made',
      evidence: died('web', 'error: database "shop" does not exist', (evidence) => {
        serviceNamed(evidence, 'db').environment = [variable('POSTGRES_DB', 'store', 18)];
      }),
      message: { en: /database `shop`.*it made is `store`/ },
      remedy: /POSTGRES_DB: shop/,
      where: { file: 'docker-compose.yml', line: 18 },
    },
    {
      name: 'no name was set',
      evidence: answered("Unknown database 'shop'"),
      message: { en: /`POSTGRES_DB` is not set/ },
      remedy: /docker compose down -v/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
  ],
  near: [{ name: 'only the health check asks for it', evidence: wrote('db', 'FATAL:  database "app" does not exist') }],
});
