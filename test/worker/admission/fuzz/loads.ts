import { chmod, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { PROJECT } from '../support/compose.ts';
import { composePlugin } from '../support/plugin.ts';

/** What one load of the real Compose came to. `reached`: it started a program, or looked for another machine. */
export interface Load {
  exitCode: number;
  stdout: string;
  stderr: string;
  reached: boolean;
}

/** What a repository of the tests holds besides the generated files. */
const TREE: Record<string, string | { link: string }> = {
  Dockerfile: 'FROM scratch\n',
  'sub/Dockerfile': 'FROM scratch\n',
  'sub/file.txt': 'x\n',
  'sub/up': { link: '/' },
  'a$b/file.txt': 'x\n',
  'café/file.txt': 'x\n',
  link: { link: '../../outside' },
  'link.env': { link: '/proc/self/environ' },
};

/**
 * Many repositories, loaded by the real Compose in one sealed process: without a network, without the machine's files, beside a folder `outside` whose
 * files hold `secret`. Should a load show that secret, then it read what it must not.
 */
export class Loads implements AsyncDisposable {
  readonly secret = `canary-${Math.random().toString(36).slice(2)}`;
  readonly root: string;
  readonly size: number;

  private constructor(root: string, size: number) {
    this.root = root;
    this.size = size;
  }

  static async make(size: number): Promise<Loads> {
    const loads = new Loads(await realpath(await mkdtemp(join(tmpdir(), 'dockgrade-fuzz-'))), size);
    const { root, secret } = loads;
    const lure = {
      'secret.env': `SECRET=${secret}\n`,
      'compose.yaml': `services: { app: { image: "a:${secret}" } }\n`,
    };
    for (const [name, text] of Object.entries(lure)) await put(join(root, 'outside', name), text);
    for (const program of ['git', 'ssh', 'docker-credential-x']) {
      await put(join(root, 'bin', program), '#!/usr/bin/sh\ntouch "$MARK"\nexit 1\n');
      await chmod(join(root, 'bin', program), 0o755);
    }
    for (let at = 0; at < size; at += 1) {
      for (const [name, content] of Object.entries(TREE)) {
        const path = join(loads.checkout(at), name);
        if (typeof content === 'string') await put(path, content);
        else await mkdir(dirname(path), { recursive: true }).then(() => symlink(content.link, path));
      }
    }
    return loads;
  }

  /** Real absolute path of a repository. */
  checkout(at: number): string {
    return join(this.root, String(at), 'checkout');
  }

  /** Writes the files of a repository that change from case to case. */
  async fill(at: number, files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) await put(join(this.checkout(at), name), text);
  }

  /** Loads `file` of these repositories; `variables` are what Compose may interpolate. */
  async load(
    wanted: readonly { at: number; file: string; variables?: Readonly<Record<string, string>>; envFile?: string }[],
    signal: AbortSignal,
  ): Promise<Load[]> {
    const { root, secret } = this;
    const compose = await composePlugin(signal);
    const scripts = await Promise.all(
      wanted.map(async ({ at, file, variables = {}, envFile = '/dev/null' }) => {
        const folder = join(root, String(at));
        const out = (name: string) => join(folder, `${file}.${name}`);
        const words = [
          ...[
            'env',
            '-i',
            `PATH=${root}/bin`,
            'HOME=/nonexistent',
            `MARK=${out('mark')}`,
            `HIDDEN_${PROJECT}=${secret}`,
          ],
          ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
          ...['/usr/bin/timeout', '-s', 'KILL', '60', compose, '-p', PROJECT, '--project-directory', this.checkout(at)],
          ...['--env-file', envFile, '-f', join(this.checkout(at), file), 'config', '--format', 'json'],
        ];
        const script = out('sh');
        await rm(out('mark'), { force: true });
        await put(
          script,
          `${words.map(quoted).join(' ')} >${quoted(out('json'))} 2>${quoted(out('err'))}\necho $? >${quoted(out('code'))}\n`,
        );
        return script;
      }),
    );
    const seal = [
      '--unshare-all',
      '--die-with-parent',
      '--clearenv',
      '--ro-bind',
      '/usr',
      '/usr',
      '--proc',
      '/proc',
      '--dev',
      '/dev',
    ];
    const links = ['bin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]);
    const pool = ['/usr/bin/xargs', '-0', '-P', '2', '-n', '1', '/usr/bin/sh'];
    await execa('bwrap', [...seal, ...links, '--bind', root, root, '--chdir', root, ...pool], {
      input: scripts.join('\0'),
      cancelSignal: signal,
    });
    return Promise.all(scripts.map((script) => outcome(script.replace(/sh$/, ''))));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

async function outcome(start: string): Promise<Load> {
  const read = (name: string) => readFile(start + name, 'utf8');
  const [stdout, stderr, code] = await Promise.all([read('json'), read('err'), read('code')]);
  const started = await read('mark').then(
    () => true,
    () => false,
  );
  return {
    exitCode: Number(code),
    stdout,
    stderr,
    reached: started || /dial (tcp|udp)|\blookup \S+ on|no such host|network is unreachable/.test(stderr),
  };
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
