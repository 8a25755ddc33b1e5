import { beforeAll, describe, expect, test } from 'vitest';
import type { DrillsEvidence } from '../../../src/core/evidence/index.ts';
import { DOCKERFILE, drilled } from './drilled.ts';

/** Perl and what it loads, and nothing else: no shell, no `kill`, no `ps`. */
const BARE = `FROM debian:bookworm-slim AS base
RUN mkdir -p /bare/usr/bin /bare/usr/lib/x86_64-linux-gnu /bare/lib64 /bare/tmp \\
 && cp /usr/bin/perl /bare/usr/bin/ && cp -r /usr/lib/x86_64-linux-gnu/perl-base /bare/usr/lib/x86_64-linux-gnu/ \\
 && ldd /usr/bin/perl | grep -o '/[^ ]*' | xargs -I{} cp --parents -L {} /bare
FROM scratch
COPY --from=base /bare /
COPY server.pl /
STOPSIGNAL SIGQUIT
CMD ["/usr/bin/perl", "/server.pl"]
`;

const FILES = {
  'compose.yaml': `
services:
  app: { build: ., ports: ["3000:3000"], restart: always }
  bare: { build: { context: ., dockerfile: bare.Dockerfile }, restart: unless-stopped }
  shell-form: { build: { context: ., dockerfile: shell-form.Dockerfile }, stop_grace_period: 1s }
  deployed: { build: ., init: true, deploy: { restart_policy: { condition: on-failure } } }
  done: { build: ., command: ["true"] }
`,
  'bare.Dockerfile': BARE,
  'shell-form.Dockerfile': `${DOCKERFILE}CMD perl /server.pl; echo ended\n`,
};

let drills: DrillsEvidence;
beforeAll(async () => {
  drills = await drilled(FILES, ['crash', 'stop', 'replace']);
});

describe('An application that is asked to end', () => {
  test('and does so is told with its exit code, its first process and its last words', () => {
    expect(stopOf('app')).toMatchObject({
      signal: 'SIGTERM',
      grace: 10,
      exitCode: 0,
      killed: false,
      first: 'perl /server.pl',
      processes: [{ command: 'perl /server.pl' }],
      log: 'ending\n',
    });
    expect(stopOf('app')?.seconds).toBeLessThan(10);
  });

  test('by the stop signal of its image hears that one, without a shell in it', () => {
    expect(stopOf('bare')).toMatchObject({ signal: 'SIGQUIT', exitCode: 0, killed: false, log: 'ending\n' });
  });

  test('and does not hear it behind a shell is killed when its own time is over', () => {
    expect(stopOf('shell-form')).toMatchObject({ grace: 1, exitCode: 137, killed: true });
    expect(stopOf('shell-form')?.first).toContain('/bin/sh -c');
    expect(stopOf('shell-form')?.processes).toHaveLength(2);
  });

  test('behind an init hears it from that', () => {
    expect(stopOf('deployed')).toMatchObject({ exitCode: 0, killed: false });
    expect(stopOf('deployed')?.first).toContain('init');
  });
});

describe('An application whose first process is killed', () => {
  test('is back and answers where a restart policy asks for it', () => {
    expect(crashOf('app')).toMatchObject({
      policy: 'always',
      cameBack: true,
      answersAgain: true,
      answer: { status: 200 },
    });
    expect(crashOf('bare')).toMatchObject({
      policy: 'unless-stopped',
      cameBack: true,
      answer: null,
      answersAgain: null,
    });
    expect(crashOf('deployed')).toMatchObject({ policy: 'on-failure', cameBack: true });
  });

  test('stays dead where none does, and is not waited for', () => {
    expect(crashOf('shell-form')).toMatchObject({ policy: 'no', cameBack: false });
    expect(crashOf('shell-form')?.seconds).toBeLessThan(5);
  });
});

test('Whatever ran is made anew and ready again; where there is no database no marker is looked for', () => {
  const services = ['app', 'bare', 'deployed', 'shell-form'];
  expect(drills.replace).toMatchObject({ services: expect.arrayContaining(services), ready: true, rung: null });
  expect(drills.replace?.services).toHaveLength(services.length);
  expect(drills.replace).toMatchObject({ before: { status: 200 }, after: { status: 200 } });
});

test('Who has done its work is left alone, and what was not asked for is not done', () => {
  expect(drills).toMatchObject({ asked: ['crash', 'stop', 'replace'], reason: null, health: null, rebuilds: null });
  expect(stopOf('done')).toBeUndefined();
  expect(drills.took.map(({ drill }) => drill)).toEqual(['stop', 'replace', 'crash']);
});

function stopOf(service: string) {
  return drills.stops?.find((stop) => stop.service === service);
}

function crashOf(service: string) {
  return drills.crashes?.find((crash) => crash.service === service);
}
