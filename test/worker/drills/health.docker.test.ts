import { beforeAll, expect, test } from 'vitest';
import type { HealthDrill } from '../../../src/core/evidence/index.ts';
import { DOCKERFILE, drilled } from './drilled.ts';

const COMPOSE = `
services:
  app: { build: ., ports: ["3000:3000"], healthcheck: { test: perl /ask.pl } }
  behind-init: { build: ., init: true, healthcheck: { test: [CMD, perl, /ask.pl] } }
  hasty: { build: ., healthcheck: { test: perl /ask.pl, timeout: 1s } }
  lying: { build: ., init: true, healthcheck: { test: echo all is well } }
  none: { build: . }
  off: { build: { context: ., dockerfile: checked.Dockerfile }, healthcheck: { disable: true } }
  of-image: { build: { context: ., dockerfile: checked.Dockerfile } }
`;

const FILES = {
  'compose.yaml': COMPOSE,
  Dockerfile: `${DOCKERFILE}COPY ask.pl /\n`,
  'checked.Dockerfile': `${DOCKERFILE}COPY ask.pl /\nHEALTHCHECK --interval=1s CMD true && perl /ask.pl\n`,
  'ask.pl': `use IO::Socket::INET;
my $server = IO::Socket::INET->new("127.0.0.1:3000") or exit 1;
print $server "GET / HTTP/1.0\\r\\n\\r\\n";
print scalar <$server>;
`,
};

let drills: HealthDrill[];
beforeAll(async () => {
  drills = (await drilled(FILES, ['health'])).health ?? [];
});

test.for(['app', 'behind-init', 'of-image'])(
  'A check that asks its service hears nothing while all stands still: %s',
  (service) => {
    const check = checkOf(service);
    expect(check?.well).toMatchObject({ exitCode: 0, timedOut: false, output: 'HTTP/1.1 200 OK' });
    expect(check?.frozen).toMatchObject({ exitCode: null, timedOut: true, output: '' });
  },
);

test('A check that asks nobody says that all is well while all stands still', () => {
  const said = { exitCode: 0, timedOut: false, output: 'all is well' };
  expect(checkOf('lying')).toMatchObject({ test: 'echo all is well', from: 'compose', well: said, frozen: said });
});

test('A check has no longer than its own time', () => {
  expect(checkOf('hasty')?.frozen?.seconds).toBeGreaterThan(0.9);
  expect(checkOf('hasty')?.frozen?.seconds).toBeLessThan(1.5);
});

test('A check of the image counts where the Compose file has none', () => {
  expect(checkOf('of-image')).toMatchObject({ test: 'true && perl /ask.pl', from: 'image' });
});

test.for(['none', 'off'])('A service without a check is told as such: %s', (service) => {
  expect(checkOf(service)).toBeNull();
});

function checkOf(service: string): HealthDrill['check'] | undefined {
  return drills.find((drill) => drill.service === service)?.check;
}
