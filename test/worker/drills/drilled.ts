import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRubric } from '../../../graders/index.ts';
import { parseAssignment } from '../../../src/core/assignment/parse.ts';
import type { DrillName, DrillsEvidence } from '../../../src/core/evidence/index.ts';
import { newId } from '../../../src/core/job.ts';
import type { Engine } from '../../../worker/engine/engine.ts';
import { grade } from '../../../worker/grade.ts';
import { startProber } from '../../../worker/prober/start.ts';
import { openEngine } from '../../support/engine.ts';
import { SMALL_BASE } from '../../support/small-submission.ts';

/**
 * Answers with what was sent to it so far, which it keeps in its own layer; ends well when it is asked to. No library, so that it also runs in an
 * image that holds nothing else.
 */
const SERVER = `use IO::Socket::INET;
$SIG{$_} = sub { print STDERR "ending\\n"; exit 0 } for qw(TERM QUIT);
my $server = IO::Socket::INET->new(LocalPort => 3000, Listen => 9, ReuseAddr => 1) or die "$@";
while (my $client = $server->accept) {
  my $first = <$client>;
  my $length = 0;
  while (my $line = <$client>) { $length = $1 if $line =~ /^content-length: (\\d+)/i; last if $line =~ /^\\r?\\n$/ }
  if ($first =~ /^POST/) { read $client, my $sent, $length; open my $file, '>>', '/tmp/kept'; print $file $sent; close $file }
  my $kept = '';
  if (open my $file, '<', '/tmp/kept') { local $/; $kept = <$file> }
  print $client "HTTP/1.1 200 OK\\r\\nContent-Length: " . length($kept) . "\\r\\nConnection: close\\r\\n\\r\\n$kept";
  close $client;
}
`;

/** The small base with the server. */
export const DOCKERFILE = `FROM ${SMALL_BASE}\nCOPY server.pl /\nCMD ["perl", "/server.pl"]\n`;

/** An assignment whose application keeps what is sent to it. */
export const ASSIGNMENT = `
id: drilled
title: Drilled
stack: { app: app, port: 3000 }
probes:
  - { name: keep, request: { method: POST, path: /, json: { text: "\${nonce}" } }, expect: { status: 200 } }
persistence:
  write: keep
  read: { request: { path: / }, expect: { status: 200, body: "\${nonce}" } }
`;

/** What the drills record of a submission, without the ladder before them. Fails when something is left behind. */
export async function drilled(
  files: Record<string, string>,
  drills: DrillName[],
  assignment = ASSIGNMENT,
): Promise<DrillsEvidence> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-drilled-'));
  const [home, repository] = [await mkdtemp(join(folder, 'home-')), await mkdtemp(join(folder, 'repository-'))];
  const all = { Dockerfile: DOCKERFILE, 'server.pl': SERVER, ...files };
  await Promise.all(Object.entries(all).map(([name, text]) => writeFile(join(repository, name), text)));
  const { engine, release } = await openEngine();
  const prober = startProber(engine.info);
  try {
    const parsed = parseAssignment(assignment, 'drilled.yaml', defaultRubric);
    const job = { id: newId(), repository, ref: null, assignment: parsed, drills, stages: ['drills' as const] };
    const run = await grade(job, { engine, prober, folder: home, keep: false, onEvent: () => undefined }, never());
    if (!run.evidence.drills) throw new Error(`no drills were made: ${JSON.stringify(run.stages)}`);
    if (Object.values(run.leftovers).some((count) => count > 0)) throw new Error(JSON.stringify(run.leftovers));
    return run.evidence.drills;
  } finally {
    await prober.close();
    await release();
    await rm(folder, { recursive: true, force: true });
  }
}

/** States of a container's processes, without doubles: `T` is one that stands still. */
export async function statesIn(engine: Engine, id: string): Promise<string[]> {
  return [...new Set((await engine.processes(id, never())).map(({ state }) => state))].sort();
}

function never(): AbortSignal {
  return new AbortController().signal;
}
