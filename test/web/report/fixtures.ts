import { defaultRubric, diagnoses, graders } from '../../../graders/index.ts';
import { defaultAssignment } from '../../../src/core/assignment/default.ts';
import type { Evidence } from '../../../src/core/evidence/index.ts';
import { judge } from '../../../src/core/judge.ts';
import { makeReport } from '../../../src/core/report/make.ts';
import type { Report } from '../../../src/core/report/schema.ts';
import type { StageRecord } from '../../../src/core/run.ts';
import { STAGES } from '../../../src/core/stages.ts';
import { type Lang, same } from '../../../src/core/text.ts';
import type { SubmissionView } from '../../../src/core/wire/submission.ts';
import { evidenceWith, goodEvidence, stateNamed } from '../../graders/evidence.ts';

export const REPOSITORY = 'https://github.com/ana/homework';
export const COMMIT = '3f2a9c1d4e5b60718293a4b5c6d7e8f901234567';
const BEGIN = Date.parse('2026-11-20T18:00:00.000Z');

/** A run whose stages each took ten seconds; those without evidence were skipped. */
export function stagesOf(evidence: Evidence): StageRecord[] {
  let seconds = 0;
  return STAGES.map((stage) => {
    const ran = stage === 'teardown' || evidence[stage] !== undefined;
    const startedAt = ran ? new Date(BEGIN + seconds * 1000).toISOString() : null;
    seconds += ran ? 10 : 0;
    return { stage, outcome: ran ? 'ran' : 'skipped', startedAt, seconds: ran ? 10 : 0, detail: same('') };
  });
}

/** What the graders make of evidence. */
export function reportOf(evidence: Evidence = goodEvidence(), lang: Lang = 'en'): Report {
  const assignment = defaultAssignment(defaultRubric);
  return makeReport(
    {
      submission: { id: 'k3v9x2m8q4w7z1n6p5r0t8y2b4', repository: REPOSITORY, ref: 'main', commit: COMMIT },
      outcome: evidence.admit?.outcome === 'refused' ? 'refused' : 'graded',
      assignment,
      evidence,
      lines: judge(evidence, assignment.rubric, graders, diagnoses),
      stages: stagesOf(evidence),
      leftovers: { containers: 0, networks: 0, volumes: 0, images: 0 },
      worker: { engine: '28.5.2', compose: '2.40.3', dockgrade: '0.1.0' },
    },
    lang,
  );
}

/** The application dies again and again, so nothing could be asked of it. */
export function crashingEvidence(): Evidence {
  const { probe, persistence, drills, ...evidence } = evidenceWith((change) => {
    const [attempt] = change.start.attempts;
    if (attempt) Object.assign(attempt, { ready: false, answer: null });
    Object.assign(stateNamed(change, 'web'), {
      status: 'exited',
      exitCode: 1,
      restarts: 5,
      processes: [],
      listening: null,
      log: 'Error: connect ECONNREFUSED 127.0.0.1:5432\n    at node:net:1611:16',
    });
    change.start.connections = [];
  });
  return evidence;
}

/** What a page of a submission is made of, as far as its report goes. */
export function viewOf(report: Report): SubmissionView {
  const { id, repository, ref, commit } = report.submission;
  const at = new Date(BEGIN).toISOString();
  return {
    id,
    assignment: 'homework',
    digest: report.assignment.digest,
    student: { id: 'a'.repeat(26), name: 'Ana' },
    repository,
    ref,
    commit,
    source: 'hand-in',
    state: 'finished',
    outcome: report.outcome,
    acceptedAt: at,
    startedAt: at,
    endedAt: new Date(BEGIN + 90_000).toISOString(),
    score: report.score,
    lateDays: 0,
    cancelReason: null,
    replacedBy: null,
    fault: null,
    tries: 1,
    stage: null,
    place: null,
    estimate: null,
    attempts: { used: 1, limit: null },
    title: 'Homework',
    sharedWith: null,
    report,
  };
}
