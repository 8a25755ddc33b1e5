import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { machineWith } from './machine.ts';

/** A user's machine with everything that dockgrade needs. */
const FITTING = {
  uname: 'echo Linux',
  id: 'echo 1000',
  git: '',
  npm: 'echo "npm $*" >&2',
  node: 'case $1 in --version) echo v24.1.0 ;; esac',
  docker:
    'case "$1 $2" in "version "*) echo 28.5.2 ;; "compose version") echo v2.40.3-desktop.1 ;; "buildx version") echo v0.29 ;; esac',
};

/** A Debian where root calls, and where the package manager would tell on us. */
const DEBIAN = {
  ...FITTING,
  id: 'echo 0',
  'apt-get': 'echo "apt-get $*" >&2',
  'dpkg-query': 'exit 1',
  dockerd: 'echo "Docker version 28.5.2+dfsg4, build 1"',
  iptables: '',
  slirp4netns: '',
  debootstrap: '',
  bwrap: '',
  bzip2: '',
  xz: '',
  zstd: '',
};

test.each([
  ['a user with a fitting engine', FITTING],
  ['root on a Debian that has everything', DEBIAN],
])('%s: nothing is installed and nothing is said', async (_, programs) => {
  await using machine = await machineWith(programs);
  const { exitCode, all } = await machine
    .run('scripts/setup.sh')
    .then((result) => ({ ...result, all: result.stdout + result.stderr }));
  expect(all).toBe('');
  expect(exitCode).toBe(0);
});

test.each([
  ['no docker', { docker: undefined }, 'Docker is missing.'],
  [
    'an engine that is down',
    { docker: 'echo "Cannot connect to the Docker daemon" >&2; exit 1' },
    'The Docker Engine does not answer.',
  ],
  [
    'an engine that refuses',
    { docker: 'echo "permission denied while trying to connect" >&2; exit 1' },
    'sudo usermod -aG docker',
  ],
  ['an old engine', { docker: 'echo 20.10.24' }, 'Docker Engine is 20.10.24; dockgrade needs 26 or newer.'],
  [
    'no Compose',
    { docker: 'case $1 in version) echo 28.0.1 ;; *) exit 1 ;; esac' },
    'Docker Compose 2.20 or newer is missing.',
  ],
  [
    'an old Compose',
    { docker: 'case $1 in version) echo 28.0.1 ;; *) echo 2.9.0 ;; esac' },
    'Docker Compose 2.20 or newer is missing.',
  ],
  ['no git', { git: undefined }, 'git is missing.'],
])('elsewhere, %s: it says what is missing and what to do, and installs nothing', async (_, change, sentence) => {
  await using machine = await machineWith(defined({ ...FITTING, ...change }));
  const { exitCode, stderr } = await machine.run('scripts/setup.sh');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toContain('npm ');
});

test('root on Debian: what is missing is named before it is installed', async () => {
  await using machine = await machineWith(
    defined({ ...DEBIAN, dockerd: undefined, git: undefined, slirp4netns: undefined }),
  );
  await machine.write('scripts/apt-install.sh', 'echo "installer: $*" >&2');
  const { stderr } = await machine.run('scripts/setup.sh');
  expect(stderr.split('\n')).toEqual([
    'dockgrade: installing with apt: git docker.io containerd slirp4netns',
    'installer: git docker.io containerd slirp4netns',
  ]);
});

test('root on Debian: what only the tests need is installed for them alone', async () => {
  await using machine = await machineWith(DEBIAN);
  await machine.write('scripts/apt-install.sh', 'echo "installer: $*" >&2');
  expect((await machine.run('scripts/setup.sh')).stderr).toBe('');
  expect((await machine.run('scripts/setup.sh', '--tests')).stderr).toContain(
    'installer: redis-server postgresql util-linux curl iproute2 procps chromium',
  );
});

test('root on Debian: the service needs a redis-server, unless one is given', async () => {
  await using machine = await machineWith(DEBIAN);
  await machine.write('scripts/apt-install.sh', 'echo "installer: $*" >&2');
  expect((await machine.run('scripts/setup.sh', '--service')).stderr).toContain('installer: redis-server');
  expect((await machine.runWith({ REDIS_URL: 'redis://other' }, 'scripts/setup.sh', '--service')).stderr).toBe('');
});

test('root on Debian: an engine that the user installed and that is too old is not replaced', async () => {
  await using machine = await machineWith({ ...DEBIAN, dockerd: 'echo "Docker version 20.10.24+dfsg1, build 2"' });
  const { exitCode, stderr } = await machine.run('scripts/setup.sh');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    'Docker Engine is 20.10.24; dockgrade needs 26 or newer, and does not replace what you installed.',
  );
  expect(stderr).not.toContain('apt-get ');
});

test('a Node that is too old gets a newer one beside it, and npm packages are installed when they do not match', async () => {
  const newNode = '#!/bin/sh\nif [ $1 = --version ]; then echo v24.21.0; else [ -e node_modules/matching ]; fi';
  await using machine = await machineWith({
    ...FITTING,
    node: 'case $1 in --version) echo v20.20.2 ;; *) exit 1 ;; esac',
    npm: `echo "npm $1" >>calls
      if [ $1 = ci ]; then : >node_modules/matching; exit; fi
      mkdir -p .tools/node_modules/.bin
      echo '${newNode}' >.tools/node_modules/.bin/node
      /bin/chmod +x .tools/node_modules/.bin/node`,
  });
  const { stderr } = await machine.run('scripts/setup.sh');
  expect(stderr.split('\n')).toEqual([
    'dockgrade: installing Node.js 24.21.0 into .tools',
    'dockgrade: installing the npm packages of package-lock.json',
  ]);
  expect(await readFile(join(machine.checkout, 'calls'), 'utf8')).toBe('npm install\nnpm ci\n');
  expect((await machine.run('scripts/setup.sh')).stderr).toBe('');
});

test('when npm fails, one sentence says what to do, and the next run tries again', async () => {
  const npm = `echo 'npm error code EAI_AGAIN
npm error request to https://registry.example/ failed
npm error     at ClientRequest' >&2; exit 1`;
  await using machine = await machineWith({
    ...FITTING,
    node: 'if [ $1 = --version ]; then echo v24.1.0; else exit 1; fi',
    npm,
  });
  for (const _ of ['first', 'again']) {
    const { exitCode, stderr } = await machine.run('scripts/setup.sh');
    expect(exitCode).toBe(1);
    expect(stderr.split('\n')).toEqual([
      'dockgrade: installing the npm packages of package-lock.json',
      'dockgrade: npm could not install this.',
      '  request to https://registry.example/ failed',
      '  Check the network, then run the same again.',
    ]);
  }
});

function defined(programs: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(programs).flatMap(([name, script]) => (script === undefined ? [] : [[name, script]])),
  );
}
