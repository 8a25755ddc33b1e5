import mysqlHostNotAllowed from '../../../graders/diagnoses/mysql-host-not-allowed.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, serviceNamed, variable } from './evidence.ts';

testDiagnosis(mysqlHostNotAllowed, {
  found: [
    {
      name: 'root from elsewhere',
      evidence: died('web', "Host '172.20.0.3' is not allowed to connect to this MySQL server"),
      message: { en: /db does not let web in/ },
      remedy: /MYSQL_USER/,
      where: { file: 'docker-compose.yml', line: 14 },
    },
    {
      name: 'a variable says so',
      evidence: died('web', "Host '172.20.0.3' is not allowed to connect to this MySQL server", (evidence) => {
        serviceNamed(evidence, 'db').environment = [variable('MYSQL_ROOT_HOST', 'localhost', 18)];
      }),
      message: { en: /db does not let web in/ },
      remedy: /Take MYSQL_ROOT_HOST out/,
      where: { file: 'docker-compose.yml', line: 18 },
    },
  ],
  near: [{ name: 'the password is wrong', evidence: died('web', "Access denied for user 'root'@'172.20.0.3'") }],
});
