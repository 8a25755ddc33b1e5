import { describe, expect, test } from 'vitest';
import { filterDotEnv } from '../../../worker/admission/dotenv.ts';
import { run } from '../../../worker/engine/command.ts';
import { repository } from './support/compose.ts';

const ENV = `
# a comment
PLAIN=value
export EXPORTED=exported
YAML_STYLE: also fine
SPACED =  around  # and a comment
HASH=a#b
EMPTY=
SINGLE='as it $IS, # really'
DOUBLE="two\\nlines and \\"quotes\\""
LONG="first
second"
USED=\${PLAIN}/x
SHORT=$PLAIN.y
FALLBACK=\${NOBODY:-fallback}
UNSET=\${NOBODY}
GIVEN=\${PLAIN:-fallback}
WITH=\${PLAIN:+other}
NOT_EXPANDED="\\$PLAIN"
NESTED=\${NOBODY:-\${PLAIN}!}
QUOTE='it\\'s'
BACKSLASH=a\\$
NO_COMMENT= # a
BELL="\\a\\q"
`;

describe('the .env of a repository', () => {
  test('is read as Compose reads it', async ({ signal }) => {
    const { kept, dropped } = filterDotEnv(ENV);
    const names = Object.keys(kept);
    expect(names.length).toBe(21);
    expect(dropped).toEqual([]);
    const lines = names.map((name) => `  ${name}: "\${${name}}"\n`);
    const folder = await repository({
      '.env': ENV,
      'compose.yaml': `services: { app: { image: "a:1" } }\nx-values:\n${lines.join('')}`,
    });
    const args = [
      'compose',
      '--project-directory',
      folder,
      '--env-file',
      `${folder}/.env`,
      '-f',
      `${folder}/compose.yaml`,
    ];
    const { stdout } = await run('docker', [...args, 'config', '--format', 'json'], {
      signal,
      timeout: 60_000,
      env: { HOME: '/nonexistent' },
    });
    const seen = JSON.parse(stdout)['x-values'] as Record<string, string>;
    const values = Object.entries(seen).map(([name, value]) => [name, value.replaceAll('$$', '$')]);
    expect(Object.fromEntries(values)).toEqual(kept);
  });

  test('cannot steer the programs of dockgrade', () => {
    const names = ['DOCKER_HOST', 'COMPOSE_FILE', 'GIT_SSH_COMMAND', 'LD_PRELOAD', 'PATH', 'HOME', 'BUILDX_BUILDER'];
    const more = ['https_proxy', 'NO_PROXY', 'EXPERIMENTAL_X', 'NODE_OPTIONS', 'GODEBUG', 'odd-name'];
    const { kept, dropped } = filterDotEnv([...names, ...more].map((name) => `${name}=x\n`).join(''));
    expect(kept).toEqual({});
    expect(dropped).toEqual([...names, ...more]);
  });

  test('may hold what applications use', () => {
    const { kept } = filterDotEnv('NODE_ENV=production\nDB_USER=app\nGOOGLE_KEY=1\nUSERNAME=x\nBUILD_TARGET=dev\n');
    expect(Object.keys(kept)).toEqual(['NODE_ENV', 'DB_USER', 'GOOGLE_KEY', 'USERNAME', 'BUILD_TARGET']);
  });

  test('a name without a value, and a line that is no assignment, are no variables', () => {
    expect(filterDotEnv('HOSTNAME\n=x\n???\nA=1')).toEqual({ kept: { A: '1' }, dropped: [] });
  });
});
