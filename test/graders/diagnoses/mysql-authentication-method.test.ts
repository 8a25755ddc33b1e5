import mysqlAuthenticationMethod from '../../../graders/diagnoses/mysql-authentication-method.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died } from './evidence.ts';

testDiagnosis(mysqlAuthenticationMethod, {
  found: [
    {
      name: 'the old driver of Node',
      evidence: died(
        'web',
        'ER_NOT_SUPPORTED_AUTH_MODE: Client does not support authentication protocol requested by server; consider upgrading MySQL client',
      ),
      message: { en: /driver of web does not know/ },
      remedy: /mysql2/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'PyMySQL',
      evidence: died(
        'web',
        "RuntimeError: 'cryptography' package is required for sha256_password or caching_sha2_password auth methods",
      ),
      message: { en: /driver of web/ },
      remedy: /cryptography/,
    },
    {
      name: 'JDBC',
      evidence: died('web', 'Public Key Retrieval is not allowed'),
      message: { en: /driver of web/ },
      remedy: /allowPublicKeyRetrieval/,
    },
  ],
  near: [{ name: 'the password is wrong', evidence: died('web', "Access denied for user 'root'@'172.20.0.3'") }],
});
