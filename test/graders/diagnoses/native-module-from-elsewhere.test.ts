import nativeModuleFromElsewhere from '../../../graders/diagnoses/native-module-from-elsewhere.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild } from './evidence.ts';

testDiagnosis(nativeModuleFromElsewhere, {
  found: [
    {
      name: 'bcrypt of a Mac',
      evidence: died('web', 'Error: /app/node_modules/bcrypt/lib/binding/napi-v3/bcrypt_lib.node: invalid ELF header'),
      message: { en: /the package `bcrypt` was compiled for another system/ },
      remedy: /\.dockerignore/,
      where: { file: 'Dockerfile', line: 5 },
    },
    {
      name: 'glibc and musl',
      evidence: died(
        'web',
        'Error: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /app/node_modules/bcrypt/lib/binding/napi-v3/bcrypt_lib.node)',
      ),
      message: { en: /`bcrypt`/ },
      remedy: /same base image/,
    },
    {
      name: 'esbuild in a build',
      evidence: failedBuild('You installed esbuild for another platform than the one you are currently using.'),
      message: { en: /`esbuild`/ },
      remedy: /\.dockerignore/,
    },
  ],
  near: [{ name: 'a module is not there at all', evidence: died('web', "Error: Cannot find module 'bcrypt'") }],
});
