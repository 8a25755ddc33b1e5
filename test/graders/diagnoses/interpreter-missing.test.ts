import interpreterMissing from '../../../graders/diagnoses/interpreter-missing.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, stuck } from './evidence.ts';

testDiagnosis(interpreterMissing, {
  found: [
    {
      name: 'the entrypoint of the node image starts it',
      evidence: died('web', '/usr/local/bin/docker-entrypoint.sh: 11: exec: ./start.sh: not found'),
      message: { en: /`\.\/start\.sh` is in the image of web/ },
      remedy: /eol=lf/,
    },
    {
      name: 'the file is there, its interpreter is not',
      evidence: died('web', 'exec /entrypoint.sh: no such file or directory'),
      message: { en: /`\/entrypoint\.sh` is in the image of web/ },
      remedy: /eol=lf.*alpine/,
      where: { file: 'Dockerfile', line: 7 },
    },
  ],
  near: [
    {
      name: 'a shell does not find what nobody copied',
      evidence: died('web', 'docker-entrypoint.sh: 11: exec: ./start.sh: not found', ({ resolve }) => {
        for (const one of resolve.dockerfiles) one.instructions = [];
      }),
    },
    {
      name: 'the file itself is not there',
      evidence: stuck('exec: "/entrypoint.sh": stat /entrypoint.sh: no such file or directory'),
    },
    { name: 'another program misses a file', evidence: died('web', 'cat: /x: no such file or directory') },
  ],
});
