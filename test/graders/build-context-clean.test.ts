import buildContextClean from '../../graders/image/build-context-clean.ts';
import type { ImageFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_IMAGE } from './rows.ts';

testGrader(buildContextClean, {
  passes: [{ name: 'nothing of the clone is in the image', evidence: goodEvidence(), message: /No `node_modules`/ }],
  fails: [
    {
      name: 'node_modules and .env were copied',
      evidence: found([
        { name: 'node_modules', path: '/app/node_modules' },
        { name: '.env', path: '/app/.env' },
      ]),
      verdict: 'fail',
      message: { en: /image of web contains node_modules, \.env/, es: /contiene node_modules, \.env/ },
      remedy: /\.dockerignore`:\n\nnode_modules\n\.env$/,
      where: { file: 'Dockerfile', line: 5 },
    },
    {
      name: 'the image could not be read',
      evidence: found(null),
      verdict: 'blocked',
      by: 'build',
      message: { en: /could not be listed/ },
    },
    NO_IMAGE,
  ],
});

function found(fromClone: ImageFacts['fromClone']) {
  return evidenceWith(({ build }) => {
    for (const { image } of build.builds) if (image) image.fromClone = fromClone;
  });
}
