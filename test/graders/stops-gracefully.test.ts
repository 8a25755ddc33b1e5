import stopsGracefully from '../../graders/image/stops-gracefully.ts';
import type { StopDrill } from '../../src/core/evidence/index.ts';
import { notMadeRows } from './drill-rows.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';

const KILLED: Partial<StopDrill> = { exitCode: 137, killed: true, seconds: 10.1, log: '' };
const CMD = { file: 'Dockerfile', line: 7 };

testGrader(stopsGracefully, {
  passes: [
    { name: 'it ended with 0', evidence: goodEvidence(), message: /web ended in time/ },
    { name: 'by the signal', evidence: stop({ exitCode: 143 }) },
    { name: 'by the signal of its image', evidence: stop({ signal: 'SIGQUIT', exitCode: 131 }) },
    { name: 'as if somebody had pressed Ctrl-C', evidence: stop({ exitCode: 130 }) },
    {
      name: 'a program that nobody asks over HTTP',
      evidence: evidenceWith(({ resolve, start, probe }) => {
        resolve.app = null;
        for (const attempt of start.attempts) attempt.ready = false;
        probe.ready.ok = false;
      }),
    },
  ],
  fails: [
    {
      name: 'process 1 has no handler',
      evidence: stop(KILLED),
      verdict: 'fail',
      message: { en: /Process 1 \(`node server.js`\) has no handler for SIGTERM/, es: /El proceso 1/ },
      remedy: /process\.on\('SIGTERM'[\s\S]*web:\n {4}init: true/,
      where: CMD,
    },
    {
      name: 'npm is process 1',
      evidence: started(['npm start', 'sh -c node server.js', 'node server.js'], '["npm", "start"]'),
      verdict: 'fail',
      message: { en: /Process 1 is `npm`/ },
      remedy: /line 7 of the Dockerfile[\s\S]*CMD \["node", "server\.js"\]/,
      where: CMD,
    },
    {
      name: 'yarn is process 1',
      evidence: started(['node /opt/yarn-v1.22.22/bin/yarn.js start', 'node server.js'], 'yarn start'),
      verdict: 'fail',
      message: { en: /Process 1 is `yarn`/ },
    },
    {
      name: 'nodemon is process 1',
      evidence: started(
        ['node /app/node_modules/.bin/nodemon server.js', 'node server.js'],
        '["nodemon", "server.js"]',
      ),
      verdict: 'fail',
      message: { en: /Process 1 is `nodemon`/ },
    },
    {
      name: 'the command has no brackets',
      evidence: started(['/bin/sh -c python app.py', 'python app.py'], 'python app.py'),
      verdict: 'fail',
      message: { en: /Process 1 is `sh` -c/ },
      remedy:
        /if the program does not handle SIGTERM itself, give web the line `init: true`[\s\S]*CMD \["python", "app\.py"\]/,
    },
    {
      name: 'the command without brackets is a package manager, which would keep the signal too',
      evidence: started(['/bin/sh -c npm run dev', 'npm run dev', 'node --watch x.js', 'node x.js'], 'npm run dev'),
      verdict: 'fail',
      message: { en: /Process 1 is `sh` -c/ },
      remedy: /CMD \["node", "x\.js"\]/,
    },
    {
      name: 'the command without brackets is two',
      evidence: started(['/bin/sh -c ./migrate && node server.js', 'node server.js'], './migrate && node server.js'),
      verdict: 'fail',
      message: { en: /Process 1 is `sh` -c/ },
      remedy: /exec node server\.js/,
    },
    {
      name: 'a script starts it without exec',
      evidence: started(['/bin/sh /app/start.sh', 'node server.js'], '["/app/start.sh"]'),
      verdict: 'fail',
      message: { en: /Process 1 is `sh`,/ },
      remedy: /^exec node server\.js$/m,
    },
    {
      name: 'it heard the signal and did not finish',
      evidence: stop({ ...KILLED, log: 'SIGTERM: stopping' }),
      verdict: 'fail',
      message: { en: /began to stop, but was not done after 10 s/ },
      remedy: /idle connections/,
    },
    {
      name: 'an init handed the signal on',
      evidence: stop({ ...KILLED, first: '/sbin/docker-init -- node server.js' }),
      verdict: 'fail',
      message: { en: /An init handed the SIGTERM on/ },
    },
    {
      name: 'the Compose file says what runs',
      evidence: stop({ ...KILLED, first: 'gunicorn web', processes: [{ pid: 1, parent: 0, command: 'gunicorn web' }] }),
      verdict: 'fail',
      message: { en: /Process 1 \(`gunicorn web`\)/ },
      where: { file: 'docker-compose.yml', line: 2 },
    },
    {
      name: 'it ended with an error',
      evidence: stop({ exitCode: 1, log: 'Error: pool is closed' }),
      verdict: 'fail',
      message: { en: /with exit code 1/, es: /código de salida 1/ },
    },
    {
      name: 'a Go program without a handler, which its own runtime ends',
      evidence: inGo({ exitCode: 2, log: 'listening on port 8080' }),
      verdict: 'fail',
      message: { en: /Go program that handles no SIGTERM/, es: /programa de Go que no maneja SIGTERM/ },
      remedy: /signal\.NotifyContext[\s\S]*init: true/,
    },
    {
      name: 'go run is process 1',
      evidence: inGo({ exitCode: 2, first: 'go run .', log: 'listening on port 8080' }),
      verdict: 'fail',
      message: { en: /Process 1 is `go run`/ },
      remedy: /RUN go build -o \/usr\/local\/bin\/app \.\nCMD \["app"\]/,
    },
    {
      name: 'a Go program that panics',
      evidence: inGo({ exitCode: 2, log: 'panic: close of nil channel\n\ngoroutine 1 [running]:' }),
      verdict: 'fail',
      message: { en: /looks like a crash/ },
      remedy: /last lines below/,
    },
    {
      name: 'it had ended before',
      evidence: evidenceWith(({ drills }) => {
        drills.stops = [];
      }),
      verdict: 'blocked',
      by: 'drills',
      message: { en: /no application ran any more/ },
    },
    ...notMadeRows('stop', 'stops'),
  ],
});

function stop(change: Partial<StopDrill>) {
  return evidenceWith(({ drills }) => {
    for (const one of drills.stops ?? []) Object.assign(one, change);
  });
}

function inGo(change: Partial<StopDrill>) {
  const evidence = stop({ first: '/tasks', processes: [{ pid: 1, parent: 0, command: '/tasks' }], ...change });
  for (const { from } of evidence.resolve.dockerfiles[0]?.stages ?? []) from.reference = 'golang:1.24';
  return evidence;
}

function started(commands: string[], cmd: string) {
  return evidenceWith(({ drills, resolve }) => {
    const processes = commands.map((command, index) => ({ pid: 10 + index, parent: 9 + index, command }));
    for (const one of drills.stops ?? []) Object.assign(one, KILLED, { first: commands[0], processes });
    const last = resolve.dockerfiles[0]?.instructions.at(-1);
    if (last) last.text = cmd;
  });
}
