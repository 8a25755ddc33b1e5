import compilerNotInImage from '../../../graders/diagnoses/compiler-not-in-image.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(compilerNotInImage, {
  found: [
    {
      name: 'psycopg2',
      evidence: failedBuild('Error: pg_config executable not found.'),
      message: { en: /no compiler/ },
      remedy: /psycopg2-binary/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'node-gyp without Python',
      evidence: failedBuild('npm error gyp ERR! find Python You need to install the latest version of Python.'),
      message: { en: /no compiler/ },
      remedy: /bcryptjs/,
    },
    {
      name: 'pip without gcc',
      evidence: failedBuild("error: command 'gcc' failed: No such file or directory"),
      message: { en: /no compiler/ },
      remedy: /full image/,
    },
  ],
  near: [{ name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') }],
});
