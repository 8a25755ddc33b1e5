const HOUR = 3600 * 1000;

/** What is asked for in all three: enough lines that a report looks like one. */
const ASKED = `
probes:
  - name: create a user
    request: { method: POST, path: /users, json: { email: "\${nonce}@example.com" } }
    expect: { status: 200 }
  - name: list the users
    request: { path: /users }
persistence:
  write: create a user
  read: { request: { path: /users }, expect: { status: 200 } }
`;

/** Taken until next week, at most ten times. */
export const OPEN = {
  id: 'homework',
  yaml: `id: homework
title: { en: "Docker: an application and its database", es: "Docker: una aplicación y su base de datos" }
due: ${after(6 * 24)}
late: { pointsPerDay: 10, days: 3 }
attempts: { limit: 10, count: best }${ASKED}`,
};

/** The same with other points: what a regrade judges by. */
export const OPEN_CHANGED = `${OPEN.yaml}rubric:
  image-builds: 12
  dependency-layer-cached: 8
  runs-as-non-root: 5
  stack-starts: 15
  endpoints-work: 20
  database-volume-declared: 10
  database-survives-recreation: 30
`;

/** Over since yesterday: what comes now is late. */
export const LATE = {
  id: 'first-image',
  yaml: `id: first-image
title: { en: A first image, es: Una primera imagen }
due: ${after(-30)}
late: { pointsPerDay: 5, days: 4 }
attempts: { limit: 3, count: last }${ASKED}`,
};

/** Closed; students handed in before. */
export const CLOSED = {
  id: 'warm-up',
  yaml: `id: warm-up
title: { en: Warm-up with a Compose file, es: Calentamiento con un archivo de Compose }
due: ${after(-24 * 20)}${ASKED}`,
};

function after(hours: number): string {
  return new Date(Date.now() + hours * HOUR).toISOString();
}
