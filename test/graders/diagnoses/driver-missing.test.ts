import driverMissing from '../../../graders/diagnoses/driver-missing.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died } from './evidence.ts';

testDiagnosis(driverMissing, {
  found: [
    {
      name: 'Sequelize',
      evidence: died('web', 'Error: Please install pg package manually'),
      message: { en: /not the driver `pg`/ },
      remedy: /npm install pg/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'TypeORM',
      evidence: died(
        'web',
        'DriverPackageNotInstalledError: Postgres package has not been found installed. Please run "npm install pg".',
      ),
      message: { en: /`pg`/ },
      remedy: /npm install pg/,
    },
    {
      name: 'Django',
      evidence: died('web', 'django.core.exceptions.ImproperlyConfigured: Error loading psycopg2 or psycopg module'),
      message: { en: /`psycopg2`/ },
      remedy: /psycopg2-binary/,
    },
  ],
  near: [{ name: 'another package is missing', evidence: died('web', "Error: Cannot find module 'express'") }],
});
