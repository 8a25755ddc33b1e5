import nodeModulesHidden from '../../../graders/diagnoses/node-modules-hidden.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, mount, serviceNamed } from './evidence.ts';

testDiagnosis(nodeModulesHidden, {
  found: [
    {
      name: 'a package is not found',
      evidence: mounted("Error: Cannot find module 'express'\nRequire stack:\n- /app/server.js"),
      message: { en: /does not find `express`: the mount `\.\/:\/app`|`\.:\/app`/ },
      remedy: /- \/app\/node_modules/,
      where: { file: 'docker-compose.yml', line: 19 },
    },
    {
      name: 'a program of a package is not found',
      evidence: mounted('sh: 1: nodemon: not found'),
      message: { en: /does not find `nodemon`/ },
      remedy: /Take/,
    },
  ],
  near: [
    { name: 'no mount lies over it', evidence: died('web', "Error: Cannot find module 'express'") },
    { name: 'the packages have a volume of their own', evidence: mounted("Error: Cannot find module 'express'", true) },
    { name: 'a file of the program is not found', evidence: mounted("Error: Cannot find module './databse'") },
  ],
});

function mounted(log: string, kept = false) {
  return died('web', log, (evidence) => {
    const own = kept ? [mount('volume', null, '/app/node_modules')] : [];
    serviceNamed(evidence, 'web').mounts = [mount('bind', '.', '/app'), ...own];
    evidence.resolve.dockerfiles[0]?.instructions.push({ keyword: 'WORKDIR', text: '/app', line: 2, stage: 0 });
  });
}
