import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { DockgradeError } from './errors.ts';

const absolute = z.string().startsWith('/', 'an absolute path');
const flag = z.enum(['0', '1'], '1 or 0').transform((value) => value === '1');

/** Every environment variable that dockgrade reads. The descriptions are shown by `dockgrade --help`. */
export const settingsSchema = z.object({
  DOCKGRADE_DATA: absolute
    .optional()
    .describe('folder in which dockgrade keeps its things (root: /var/lib/dockgrade; else below the home folder)'),
  DOCKER_HOST: z
    .string()
    .regex(/^(unix|tcp):\/\/.+/, 'an address such as unix:///var/run/docker.sock')
    .optional()
    .describe("the engine to use; without it root gets dockgrade's own engine, others the machine's"),
  DOCKGRADE_DEBUG: flag.default(false).describe('1 shows where in the code a fault of dockgrade happened'),
  NO_COLOR: z.string().optional().describe('any value: no colours'),
});

export interface Settings {
  /** Absolute path. */
  data: string;
  dockerHost: string | null;
  debug: boolean;
  color: boolean;
}

/** Reads the settings. A variable that is empty counts as not set. Throws `setting-invalid` with its name and what was expected. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settingsSchema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `${name} is ${JSON.stringify(set[name])}, expected ${message}`;
    });
    throw new DockgradeError('setting-invalid', lines.join('; '), { remedy: 'Change or unset it.' });
  }
  const { DOCKGRADE_DATA, DOCKER_HOST, DOCKGRADE_DEBUG, NO_COLOR } = parsed.data;
  return {
    data: DOCKGRADE_DATA ?? defaultData(set),
    dockerHost: DOCKER_HOST ?? null,
    debug: DOCKGRADE_DEBUG,
    color: NO_COLOR === undefined,
  };
}

function defaultData(environment: Record<string, string | undefined>): string {
  if (process.getuid?.() === 0) return '/var/lib/dockgrade';
  const base = environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share');
  return join(base, 'dockgrade');
}
