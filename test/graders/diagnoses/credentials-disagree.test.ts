import credentialsDisagree from '../../../graders/diagnoses/credentials-disagree.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { answered, died, serviceNamed, stateNamed, VOLUME, variable, wrote } from './evidence.ts';

testDiagnosis(credentialsDisagree, {
  found: [
    {
      name: 'another user',
      evidence: withUser('password authentication failed for user "admin"'),
      message: {
        en: /comes as user `admin`, but db was made with the user `app`/,
        es: /entra como el usuario `admin`/,
      },
      remedy: /`app` in web, or `POSTGRES_USER: admin` in db/,
      where: { file: 'docker-compose.yml', line: 17 },
    },
    {
      name: 'the same user',
      evidence: withUser('password authentication failed for user "app"'),
      message: { en: /web comes to db as `app` with a password/ },
      remedy: /one `env_file` for both/,
    },
    {
      name: 'MySQL',
      evidence: answered("Access denied for user 'root'@'172.20.0.3' (using password: YES)"),
      message: { en: /as `root`/ },
      remedy: /same variable/,
    },
    {
      name: 'the files are older',
      evidence: withUser('password authentication failed for user "app"', true),
      message: { en: /files were there before the first start/ },
      remedy: /out of the repository/,
    },
  ],
  near: [
    { name: 'the health check comes as another user', evidence: wrote('db', 'FATAL:  role "root" does not exist') },
  ],
});

function withUser(log: string, older = false) {
  return died('web', log, (evidence) => {
    serviceNamed(evidence, 'db').environment = [variable('POSTGRES_USER', 'app', 17)];
    if (!older || !evidence.start.database) return;
    evidence.start.database.dataMount = { ...VOLUME, type: 'bind' };
    stateNamed(evidence, 'db').log = 'Database directory appears to contain a database; Skipping initialization';
  });
}
