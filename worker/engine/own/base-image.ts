import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { withScratch } from '../../scratch.ts';
import { runContained } from './contained.ts';
import { BASE_IMAGE } from './stand-in-list.ts';

const MACHINE_CAS = '/etc/ssl/certs/ca-certificates.crt';
const UNWANTED = [
  'var/lib/apt/lists/*',
  'var/cache/apt/*',
  'var/log/*',
  'usr/share/locale/*',
  'usr/share/info/*',
  'dev/*',
];

/**
 * Makes debian:bookworm-slim of Debian's packages in the given engine. Needs root and debootstrap.
 *
 * @throws execa's error with the output of the program that failed; the signal's reason
 */
export async function buildBaseImage(host: string, label: string, signal: AbortSignal): Promise<void> {
  await withScratch('base', async (folder) => {
    const root = join(folder, 'root');
    const archives = await findArchives(signal);
    const mirror = archives.slice(0, 1).map(({ uri }) => uri);
    await runContained('debootstrap', ['--variant=minbase', 'bookworm', root, ...mirror], signal);
    await furnish(root, archives, signal);
    const pack = execa('tar', ['-C', root, ...UNWANTED.map((path) => `--exclude=./${path}`), '-c', '.'], {
      cancelSignal: signal,
      buffer: { stdout: false },
    });
    const changes = ['CMD ["bash"]', `LABEL ${label}`].flatMap((change) => ['--change', change]);
    await pack.pipe('docker', ['--host', host, 'import', ...changes, '-', BASE_IMAGE], { cancelSignal: signal });
  });
}

interface Archive {
  uri: string;
  suite: string;
}

/** Debian's archives as this machine reaches them; none where its apt knows none (then debootstrap's own default is taken). */
async function findArchives(signal: AbortSignal): Promise<Archive[]> {
  const format = '$(ORIGIN) $(LABEL) $(REPO_URI)';
  const { stdout } = await execa('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], {
    cancelSignal: signal,
    reject: false,
  });
  const uriOf = (label: string) => new RegExp(`^Debian ${label} (\\S+)$`, 'm').exec(stdout ?? '')?.[1];
  const main = uriOf('Debian');
  const security = uriOf('Debian-Security');
  return [
    ...(main
      ? [
          { uri: main, suite: 'bookworm' },
          { uri: main, suite: 'bookworm-updates' },
        ]
      : []),
    ...(main && security ? [{ uri: security, suite: 'bookworm-security' }] : []),
  ];
}

/** What the official image has beyond debootstrap, and what lets apt and npm work from this machine. */
async function furnish(root: string, archives: Archive[], signal: AbortSignal): Promise<void> {
  const { stdout: aptSettings } = await execa('apt-config', ['dump', '--format', '%F "%v";%n'], {
    cancelSignal: signal,
  });
  const machine = aptSettings.split('\n').filter((line) => /^Acquire::(\w+::Proxy|Check-[\w-]+)[ :]/.test(line));
  const files = {
    'etc/apt/apt.conf.d/docker-no-languages': 'Acquire::Languages "none";\n',
    'etc/apt/apt.conf.d/docker-autoremove-suggests': 'Apt::AutoRemove::SuggestsImportant "false";\n',
    'etc/apt/apt.conf.d/docker-clean': [
      'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb || true"; };',
      'Dir::Cache::pkgcache "";',
      'Dir::Cache::srcpkgcache "";\n',
    ].join('\n'),
    'etc/apt/apt.conf.d/machine': machine.map((line) => `${line}\n`).join(''),
    'etc/dpkg/dpkg.cfg.d/docker': [
      'force-unsafe-io',
      ...['doc', 'man', 'locale', 'info'].map((name) => `path-exclude /usr/share/${name}/*`),
      'path-include /usr/share/doc/*/copyright\n',
    ].join('\n'),
    'usr/sbin/policy-rc.d': '#!/bin/sh\nexit 101\n',
    ...(archives.length > 0 && {
      'etc/apt/sources.list': archives.map(({ uri, suite }) => `deb ${uri} ${suite} main\n`).join(''),
    }),
  };
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), text, { mode: executable(path) });
  const slim = ['usr/share/doc', 'usr/share/man'].map((path) => join(root, path));
  await execa('find', [...slim, '-type', 'f', '!', '-name', 'copyright', '-delete'], { cancelSignal: signal });
  for (const path of ['etc/ssl/certs/ca-certificates.crt', 'usr/local/share/ca-certificates/machine.crt']) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await copyFile(MACHINE_CAS, join(root, path));
  }
}

function executable(path: string): number {
  return path.startsWith('usr/sbin/') ? 0o755 : 0o644;
}
