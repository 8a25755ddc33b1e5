import { evidenceWith } from './evidence.ts';
import type { Loses } from './grader-table.ts';

/** Rows that stand in the tables of several graders. */

export const NO_DATABASE: Loses = {
  name: 'there is no database',
  evidence: evidenceWith(({ resolve }) => {
    resolve.database = null;
  }),
  verdict: 'blocked',
  by: 'database-is-a-service',
  message: { en: /no service that is a database/ },
};

export const NO_IMAGE: Loses = {
  name: 'no image was built',
  evidence: evidenceWith(({ build }) => {
    for (const one of build.builds) Object.assign(one, { outcome: 'failed', image: null });
  }),
  verdict: 'blocked',
  by: 'image-builds',
  message: { en: /image of web was not built/ },
};

export const NO_COMPOSE: Loses = {
  name: 'there is no Compose file',
  evidence: evidenceWith(({ resolve }) => {
    Object.assign(resolve.compose, { outcome: 'missing', files: [] });
    Object.assign(resolve, { services: [], dockerfiles: [], app: null, applications: [], database: null });
  }),
  verdict: 'blocked',
  by: 'compose-present',
  message: { en: /no Compose file/ },
};
