import { BUILDS } from './builds.ts';
import { DOORS } from './doors.ts';
import { FRAUD } from './fraud.ts';
import { GIT } from './git.ts';
import { KEYS } from './keys.ts';
import { LOADER } from './loader.ts';
import { MOUNTS } from './mounts.ts';
import { NETWORKS } from './networks.ts';
import { PAGES } from './pages.ts';
import { PROBES } from './probes.ts';
import { RUNS } from './runs.ts';
import type { Threat } from './threat.ts';

/** Every threat that dockgrade knows, in the order of docs/security.md. */
export const CATALOG: readonly { title: string; threats: readonly Threat[] }[] = [
  { title: 'Reading the Compose file', threats: LOADER },
  { title: 'Keys that reach for the machine', threats: KEYS },
  { title: 'Mounts', threats: MOUNTS },
  { title: 'Networks, names and images', threats: NETWORKS },
  { title: 'Builds', threats: BUILDS },
  { title: 'Running and ending', threats: RUNS },
  { title: 'Repositories', threats: GIT },
  { title: 'Answers to probes', threats: PROBES },
  { title: 'Fraud', threats: FRAUD },
  { title: 'Reports, the API and webhooks', threats: DOORS },
  { title: 'Pages', threats: PAGES },
];
