import databaseFilesOfAnotherVersion from '../../../graders/diagnoses/database-files-of-another-version.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died } from './evidence.ts';

testDiagnosis(databaseFilesOfAnotherVersion, {
  found: [
    {
      name: 'with both versions',
      evidence: died(
        'db',
        'FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 16.3.',
      ),
      message: { en: /db is PostgreSQL 16, but the files on its mount were made by PostgreSQL 15/ },
      remedy: /postgres:15/,
      where: { file: 'docker-compose.yml', line: 15 },
    },
    {
      name: 'without',
      evidence: died('db', 'FATAL:  database files are incompatible with server'),
      message: { en: /another version/ },
      remedy: /named volume/,
    },
  ],
  near: [{ name: 'the database is shut down', evidence: died('db', 'LOG:  database system is shut down') }],
});
