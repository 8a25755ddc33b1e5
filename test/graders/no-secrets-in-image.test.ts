import noSecretsInImage from '../../graders/image/no-secrets-in-image.ts';
import type { ImageFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_IMAGE } from './rows.ts';

type Secrets = NonNullable<ImageFacts['secrets']>;

testGrader(noSecretsInImage, {
  passes: [{ name: 'nothing can be read', evidence: goodEvidence(), message: /image of web/ }],
  fails: [
    {
      name: 'a variable of the image',
      evidence: holding([
        { name: 'DB_PASSWORD', via: 'environment', at: 'ENV DB_PASSWORD', where: { file: 'Dockerfile', line: 3 } },
      ]),
      verdict: 'fail',
      message: { en: /image of web can read: DB_PASSWORD/, es: /puede leer: DB_PASSWORD/ },
      remedy: /environment:\n {6}DB_PASSWORD: \$\{DB_PASSWORD\}$/,
      where: { file: 'Dockerfile', line: 3 },
    },
    {
      name: 'a build argument',
      evidence: holding([
        { name: 'NPM_TOKEN', via: 'build-argument', at: 'ARG NPM_TOKEN', where: { file: 'Dockerfile', line: 2 } },
      ]),
      verdict: 'fail',
      message: { en: /NPM_TOKEN/ },
      remedy: /--mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN …\n\nservices:\n {2}web:\n[\s\S]*environment: NPM_TOKEN$/,
    },
    {
      name: 'a password in an address',
      evidence: holding([
        { name: 'https://example.com', via: 'instruction', at: 'RUN git clone https://ada:••••@x', where: null },
      ]),
      verdict: 'fail',
      message: { en: /https:\/\/example\.com/ },
      remedy: /id=TOKEN/,
      where: null,
    },
    {
      name: 'a copied file, and more',
      evidence: holding([
        { name: 'POSTGRES_PASSWORD', via: 'file', at: '/app/.env', where: { file: 'api/.env' } },
        { name: 'DB_PASSWORD', via: 'environment', at: 'ENV DB_PASSWORD', where: null },
      ]),
      verdict: 'fail',
      message: { en: /POSTGRES_PASSWORD, DB_PASSWORD/ },
      remedy: /`\.dockerignore`[\s\S]*\n\napi\/\.env$/,
      where: { file: 'api/.env' },
    },
    {
      name: 'a copied file of a context that is a folder',
      evidence: inFolder('./api', [
        { name: 'db-password', via: 'file', at: '/app/db/password.txt', where: { file: 'api/db/password.txt' } },
      ]),
      verdict: 'fail',
      message: { en: /db-password/ },
      remedy: /`api\/\.dockerignore`[\s\S]*\n\ndb\/password\.txt$/,
    },
    {
      name: 'images were not looked into',
      evidence: evidenceWith(({ build }) => {
        for (const { image } of build.builds) delete image?.secrets;
      }),
      verdict: 'blocked',
      by: 'build',
      message: { en: /could be looked into/ },
    },
    NO_IMAGE,
  ],
});

function inFolder(context: string, secrets: Secrets) {
  const evidence = holding(secrets);
  for (const { build } of evidence.resolve.services) if (build) build.context = context;
  return evidence;
}

function holding(secrets: Secrets) {
  return evidenceWith(({ build }) => {
    for (const { image } of build.builds) if (image) image.secrets = secrets;
  });
}
