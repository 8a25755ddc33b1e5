import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { gradesCsv } from '../../src/api/csv/spreadsheet.ts';
import { body } from '../../src/api/error-handler.ts';
import { eventStream } from '../../src/api/live.ts';
import { problemOf } from '../../src/api/problem.ts';
import { FORMATS } from '../../src/cli/formats/index.ts';
import { DockgradeError } from '../../src/core/errors.ts';
import { makeLog } from '../../src/core/log.ts';
import { same } from '../../src/core/text.ts';
import type { LiveEventWire } from '../../src/core/wire/event.ts';
import type { Outlook, SubmissionView } from '../../src/core/wire/submission.ts';
import { liveFragment, submissionPage } from '../../src/web/pages/submission.ts';
import { after, NOTHING_YET } from '../../src/web/parts/live/progress.ts';
import { reportWith, stackOf } from '../cli/fixtures/hostile-report.ts';
import { judgedRun } from '../cli/fixtures/run.ts';
import { xmlTexts } from '../cli/fixtures/xml.ts';
import { testFrame } from '../support/frame.ts';
import { DOORS } from './catalog/doors.ts';
import { named, threatOf } from './catalog/threat.ts';

const TOKEN = `ghp_${'a1B2'.repeat(9)}`;
const KEY = `-----BEGIN RSA PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA'.repeat(20)}\n-----END RSA PRIVATE KEY-----`;

/** All that a text can carry: what acts on a terminal, a browser, a spreadsheet, a reader's eye, and what should not be read. */
const EVIL = [
  '=cmd|calc!A0',
  '\u001b[2J\u001b]0;owned\u0007\u001b]52;c;ZXZpbA==\u0007\u001bPq#0\u001b\\\u009b31m\u009d0;t\u009c',
  'real\b\b\b\bfake\rover\u0007\0\u007f',
  'user\u202egnp.exe\u2066\u200b\u{e0041}\ufffe\ud800',
  '</script></pre><script>alert(1)</script><img src=x onerror=y>]]>&#0;',
  '[link](javascript:x) https://evil.example @ana #1 ```',
  'event: end\ndata: {}\n\nid: 9',
  TOKEN,
  KEY,
].join('\n');

/** Every control character but line ends and tabs, and what turns or hides text. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\u{e0000}-\u{e007f}]/u;

const ID = 'k3v9x2m8q4w7z1n6p5r0t8y2b4';
const run = judgedRun();
const report = reportWith(EVIL, { ...run, evidence: { ...run.evidence, ...stackOf(EVIL) } });
const page = {
  id: ID,
  assignment: EVIL,
  student: { id: ID, name: EVIL },
  repository: EVIL,
  commit: null,
  state: 'finished',
  outcome: 'refused',
  stage: null,
  place: null,
  score: null,
  fault: { code: EVIL, message: EVIL, remedy: EVIL },
  report,
  source: 'hand-in',
  attempts: { used: 1, limit: 2 },
  acceptedAt: '2026-11-20T18:00:00.000Z',
  lateDays: 1,
  cancelReason: null,
  replacedBy: null,
  title: EVIL,
  sharedWith: [{ id: ID, name: EVIL }],
} as unknown as SubmissionView;
const EVENTS: LiveEventWire[] = [
  { type: 'state', state: 'running', at: '2026-11-20T18:00:00.000Z', try: 1 },
  { type: 'stage-started', stage: 'build', at: '2026-11-20T18:00:00.000Z' },
  { type: 'stage-detail', stage: 'build', detail: EVIL },
  { type: 'stage-log', stage: 'build', lines: [EVIL, ...EVIL.split('\n')] },
];
const grade = {
  student: { id: ID, name: EVIL, email: EVIL, github: EVIL },
  override: { score: 1, reason: EVIL, by: EVIL, at: '2026-11-20T18:00:00.000Z' },
  score: 1,
  possible: 1,
  computed: 1,
  attempts: 1,
  lateDays: 0,
  penalty: 0,
  submission: ID,
  submittedAt: null,
  enrolled: false,
};

const look = { color: false, width: 80 };
/** Every way in which words of a student leave dockgrade. What is a form's own is taken out: line ends and mark of a CSV, what keeps Markdown from calling people. */
const WAYS: Record<string, () => string | Promise<string>> = {
  text: () => FORMATS.text(report, 'en', look),
  JSON: () => FORMATS.json(report),
  Markdown: () => FORMATS.markdown(report, 'en').replace(/(?<=[@#])\u200b/g, ''),
  JUnit: () => FORMATS.junit(report, 'en'),
  'a page': () => submissionPage(testFrame('en'), { view: page, live: null, key: 'key' }, 'http://localhost'),
  'a page that runs': running,
  CSV: async () => (await csv()).replaceAll('\r\n', '\n').replace(/^\uFEFF/, ''),
  'live events': () => events(),
  'a problem': () => body(problemOf(new DockgradeError('usage', EVIL, { remedy: EVIL }), ID)),
  'a log': () => logLine(),
};

function running(): string {
  const outlook: Outlook = { place: null, estimate: null, workers: 'there' };
  const live = { view: page, progress: EVENTS.reduce(after, NOTHING_YET), outlook, now: Date.now() };
  return liveFragment({ view: page, live, key: 'key' }, 'en').text;
}

describe(named(threatOf(DOORS, 'F236')), () => {
  test.for(Object.entries(WAYS))('%s', async ([, shown]) => {
    const out = await shown();
    expect(out).toContain('fake');
    expect(out).not.toMatch(UNSEEN);
    expect(out).not.toContain(TOKEN.slice(4));
    expect(out).not.toContain('MIIEpAIBAAKCAQEA');
    expect(out.isWellFormed()).toBe(true);
  });

  test('a page runs nothing of it', () => {
    const out = submissionPage(testFrame('en'), { view: page, live: null, key: 'key' }, 'http://localhost');
    expect(out).toContain('&lt;script&gt;alert(1)');
    expect(out.match(/<script[^>]*>/g)).toEqual(['<script src="/dockgrade.js" defer>']);
    expect(out).not.toMatch(/<img|<\/pre><script/);
    expect(running()).toContain('&lt;script&gt;alert(1)');
    expect(running()).not.toMatch(/<script|<img/);
  });

  test('JUnit is well-formed XML', () => {
    expect(xmlTexts(FORMATS.junit(report, 'en')).names.length).toBeGreaterThan(5);
  });

  test('a spreadsheet takes no cell of it for a formula', async () => {
    const [row] = parse<Record<string, string>>(await csv(), { bom: true, columns: true });
    for (const cell of ['name', 'email', 'github', 'override reason']) expect(row?.[cell]).toMatch(/^'=/);
  });

  test('a stream of events has as many events as there are', async () => {
    expect((await events()).match(/^event: /gm)).toHaveLength(2);
    expect((await events()).match(/^id: /gm)).toHaveLength(1);
  });

  test('a log line stays one line of JSON', async () => {
    expect((await logLine()).trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(await logLine())).toMatchObject({ said: expect.stringContaining('fake') });
  });
});

function csv(): Promise<string> {
  const rows = async function* () {
    yield grade;
  };
  return textOf(gradesCsv(rows()));
}

function events(): Promise<string> {
  const stored = async function* () {
    yield { seq: 1, event: { type: 'stage-detail', stage: 'build', detail: same(EVIL) } } as const;
  };
  return textOf(eventStream(stored(), 'en', new AbortController().signal));
}

async function logLine(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-log-'));
  try {
    makeLog('info', 'worker', join(folder, 'log')).info({ said: EVIL, error: new Error(EVIL) }, 'a try failed');
    return await readFile(join(folder, 'log'), 'utf8');
  } finally {
    await rm(folder, { recursive: true });
  }
}
