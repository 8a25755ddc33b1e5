import variableNotGiven from '../../../graders/diagnoses/variable-not-given.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died } from './evidence.ts';

testDiagnosis(variableNotGiven, {
  found: [
    {
      name: 'Prisma',
      evidence: died('web', 'error: Environment variable not found: DATABASE_URL.'),
      message: { en: /web does not get the variable `DATABASE_URL`/, es: /no recibe la variable/ },
      remedy: /DATABASE_URL: \$\{DATABASE_URL\}/,
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'it is given, and blank',
      evidence: died('web', "KeyError: 'DB_HOST'"),
      message: { en: /cannot use the variable `DB_HOST`/ },
      remedy: /DB_HOST/,
      where: { file: 'docker-compose.yml', line: 7 },
    },
    {
      name: 'no password',
      evidence: answered('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
      message: { en: /does not get the password of its database/ },
      remedy: /DB_PASSWORD/,
    },
    {
      name: 'no key for tokens',
      evidence: died('web', 'Error: secretOrPrivateKey must have a value'),
      message: { en: /key that signs its tokens/ },
      remedy: /JWT_SECRET/,
    },
  ],
  near: [{ name: 'a key of a dictionary', evidence: died('web', "KeyError: 'name'") }],
});
