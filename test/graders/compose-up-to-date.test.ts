import composeUpToDate from '../../graders/compose/compose-up-to-date.ts';
import { evidenceWith, goodEvidence, serviceNamed } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_COMPOSE } from './rows.ts';

const at = (line: number) => ({ file: 'docker-compose.yml', line });

testGrader(composeUpToDate, {
  passes: [
    { name: 'nothing obsolete', evidence: goodEvidence() },
    {
      name: 'evidence of an earlier version, which does not say',
      evidence: evidenceWith(({ resolve }) => {
        delete resolve.compose.version;
        for (const service of resolve.services) {
          delete service.containerName;
          delete service.links;
        }
      }),
    },
  ],
  fails: [
    {
      name: 'a version',
      evidence: evidenceWith(({ resolve }) => {
        resolve.compose.version = at(1);
      }),
      verdict: 'fail',
      message: { en: /^`version` is ignored by Compose v2, which warns about it\.$/, es: /ignora `version`/ },
      remedy: /^Delete `version`\. .*`web`, `db`/,
      where: at(1),
    },
    {
      name: 'a fixed container name',
      evidence: evidenceWith((e) => {
        serviceNamed(e, 'web').containerName = { name: 'my-app', where: at(4) };
      }),
      verdict: 'fail',
      message: { en: /`container_name` collides/, es: /choca/ },
      remedy: /Delete `container_name: my-app`/,
      where: at(4),
    },
    {
      name: 'links, and a version',
      evidence: evidenceWith((e) => {
        e.resolve.compose.version = at(1);
        serviceNamed(e, 'web').links = [{ text: 'db:database', where: at(9) }];
      }),
      verdict: 'fail',
      message: { en: /ignored by Compose v2.* `links` are not needed/ },
      remedy: /and the other places/,
      where: at(1),
    },
    NO_COMPOSE,
  ],
});
