import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRubric } from '../../graders/index.ts';
import { parseAssignment } from '../../src/core/assignment/parse.ts';
import { type GradingJob, newId } from '../../src/core/job.ts';
import type { TestContext } from './worker-process.ts';

/** Base image of the small submission: the only one that it needs. */
export const SMALL_BASE = 'debian:bookworm-slim';

/** Built in a second, answers `/` at once and `/slow` after a second; no database. */
export const SMALL_FILES = {
  'docker-compose.yml': 'services: { app: { build: ., ports: ["3000:3000"] } }\n',
  Dockerfile: `FROM ${SMALL_BASE}\nCOPY . /app\nRUN sleep 1\nUSER nobody\nCMD ["perl", "/app/server.pl"]\n`,
  'server.pl': `use IO::Socket::INET;
$SIG{TERM} = sub { exit 0 };
my $server = IO::Socket::INET->new(LocalPort => 3000, Listen => 9, ReuseAddr => 1) or die "$@";
while (my $client = $server->accept) {
  my $first = <$client>;
  while (<$client>) { last if /^\\r?\\n$/ }
  sleep 1 if $first =~ m{/slow};
  print $client "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nConnection: close\\r\\n\\r\\nok";
  close $client;
}
`,
};

export const SMALL_ASSIGNMENT = `
id: small
title: Small
stack: { app: app, port: 3000 }
probes: [{ name: slow, request: { path: /slow }, expect: { status: 200, body: ok } }]
rubric: { image-builds: 1, stack-starts: 1, app-responds: 1, endpoints-work: 1 }
`;

/** A submission that is graded in a few seconds and earns everything. No build finds it in its cache. */
export async function smallJob(context: TestContext): Promise<GradingJob> {
  const repository = await mkdtemp(join(tmpdir(), 'dockgrade-small-'));
  context.onTestFinished(() => rm(repository, { recursive: true, force: true }));
  const files = Object.entries({ ...SMALL_FILES, nonce: randomUUID() });
  await Promise.all(files.map(([name, text]) => writeFile(join(repository, name), text)));
  return {
    id: newId(),
    repository,
    ref: null,
    assignment: parseAssignment(SMALL_ASSIGNMENT, 'small.yaml', defaultRubric),
  };
}
