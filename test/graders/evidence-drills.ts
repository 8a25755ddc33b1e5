import type { Answer, ColdStart, DrillsEvidence, Rung } from '../../src/core/evidence/index.ts';

/** What the drills of a well done homework leave behind: the application `web` with the database `db`. */
export function goodDrills(answer: Answer, rung: Rung): DrillsEvidence {
  const run = { exitCode: 0, timedOut: false, output: '', seconds: 0.1 };
  return {
    asked: ['cold-start', 'rebuild', 'health', 'crash', 'stop', 'replace'],
    reason: null,
    rebuilds: [
      {
        service: 'web',
        file: 'server.js',
        outcome: 'rebuilt',
        seconds: 0.8,
        steps: [
          { instruction: 'COPY package.json ./', cached: true, seconds: null, fetched: false, line: 3 },
          { instruction: 'RUN npm ci --omit=dev', cached: true, seconds: null, fetched: false, line: 4 },
          { instruction: 'COPY . .', cached: false, seconds: 0.1, fetched: false, line: 5 },
        ],
        log: '',
      },
    ],
    health: [
      {
        service: 'db',
        role: 'database',
        check: {
          test: 'pg_isready -U app',
          from: 'compose',
          well: run,
          frozen: { exitCode: null, timedOut: true, output: '', seconds: 2.5 },
        },
      },
      { service: 'web', role: 'application', check: null },
    ],
    crashes: [{ service: 'web', policy: 'unless-stopped', cameBack: true, seconds: 1.2, answer, answersAgain: true }],
    stops: [
      {
        service: 'web',
        signal: 'SIGTERM',
        grace: 10,
        seconds: 0.2,
        exitCode: 0,
        killed: false,
        first: 'node server.js',
        processes: [{ pid: 100, parent: 1, command: 'node server.js' }],
        log: 'closing',
      },
    ],
    replace: { services: ['web'], before: answer, after: answer, ready: true, rung, seconds: 1.5 },
    took: [{ drill: 'stop', seconds: 0.2 }],
  };
}

/** The application waited for its database. */
export function goodColdStart(answer: Answer): ColdStart {
  return {
    held: 1.5,
    applications: [{ service: 'web', meanwhile: 'waited', exitCode: null, restarts: 0, log: 'ready' }],
    answersWell: true,
    answer,
    seconds: 1.2,
  };
}
