import cannotFindModule from '../../../graders/diagnoses/cannot-find-module.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died } from './evidence.ts';

testDiagnosis(cannotFindModule, {
  found: [
    {
      name: 'a file that a module imports',
      evidence: died(
        'web',
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/app/src/databse.js' imported from /app/src/server.js",
      ),
      message: { en: /file `\/app\/src\/databse\.js` \(imported in `\/app\/src\/server\.js`\)/ },
      remedy: /letter by letter/,
      where: null,
    },
    {
      name: 'what CMD names',
      evidence: died('web', "Error: Cannot find module '/app/dist/main.js'"),
      message: { en: /`\/app\/dist\/main\.js`/ },
      remedy: /RUN npm run build/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'a package',
      evidence: died('web', "Error: Cannot find module '@nestjs/core/x'\nRequire stack:"),
      message: { en: /needs the package `@nestjs\/core\/x`/, es: /necesita el paquete/ },
      remedy: /npm install @nestjs\/core`/,
      where: { file: 'Dockerfile', line: 4 },
    },
  ],
  near: [
    {
      name: 'the application dies of something else',
      evidence: died('web', 'Error: connect ECONNREFUSED 127.0.0.1:5432'),
    },
  ],
});
