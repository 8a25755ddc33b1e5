import commandNotFound from '../../../graders/diagnoses/command-not-found.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { died, failedBuild, mount, serviceNamed, stuck } from './evidence.ts';

testDiagnosis(commandNotFound, {
  found: [
    {
      name: 'the entrypoint of the node image does not find it',
      evidence: died('web', '/usr/local/bin/docker-entrypoint.sh: 11: exec: nodemon: not found'),
      message: { en: /web calls `nodemon`/ },
      remedy: /development dependency/,
    },
    {
      name: 'a development dependency',
      evidence: died('web', 'sh: 1: nodemon: not found'),
      message: { en: /calls `nodemon`/, es: /llama a `nodemon`/ },
      remedy: /development dependency/,
      where: { file: 'Dockerfile', line: 7 },
    },
    {
      name: 'a start script that waits for the database with what is not there',
      evidence: died('web', 'Waiting for postgres...\n/app/entrypoint.sh: 3: nc: not found'),
      message: { en: /web calls `nc`/ },
      remedy: /condition: service_healthy/,
    },
    {
      name: 'the same in bash',
      evidence: died('web', '/app/wait.sh: line 3: nc: command not found'),
      message: { en: /web calls `nc`/ },
      remedy: /take the waiting out of the script/,
    },
    {
      name: 'apt-get on alpine',
      evidence: failedBuild('0.2 /bin/sh: apt-get: not found'),
      message: { en: /calls `apt-get`/ },
      remedy: /apk add/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: 'Compose cannot start it',
      evidence: stuck(
        'Error response from daemon: failed to create task for container: exec: "nde": executable file not found in $PATH: unknown',
      ),
      message: { en: /web calls `nde`/ },
      remedy: /spelling of `nde`/,
    },
  ],
  near: [
    { name: 'a file is not found', evidence: died('web', 'cat: /app/x: not found') },
    {
      name: 'a mount hides the packages',
      evidence: died('web', 'sh: 1: nodemon: not found', (evidence) => {
        serviceNamed(evidence, 'web').mounts = [mount('bind', '.', '/')];
      }),
    },
  ],
});
