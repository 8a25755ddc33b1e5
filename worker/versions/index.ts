import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Log } from '../../src/core/log.ts';
import { run } from '../engine/command.ts';
import type { EngineInfo } from '../engine/engine.ts';
import { PARTS, type Part } from './floors.ts';
import { judgeVersion, type Verdict } from './judge.ts';

/** A part as it is here; `verdict` is null where it does not tell its version. */
export interface KnownPart {
  part: Part;
  version: string | null;
  verdict: Verdict | null;
}

const TIMEOUT = 10_000;

/**
 * The versions of whatever stands between strangers' code and this machine, and what each means. Changelogs of packages are looked at where the program is
 * this machine's own: git, and all of an engine of our own.
 * @param home dockgrade's data folder
 */
export async function knownParts(info: EngineInfo, home: string, signal: AbortSignal): Promise<KnownPart[]> {
  const client = join(home, 'client');
  const env = { HOME: client, DOCKER_CONFIG: client, DOCKER_HOST: info.host };
  const told = (program: string, args: string[], pattern: RegExp) =>
    run(program, args, { signal, timeout: TIMEOUT, env }).then(
      ({ stdout }) => pattern.exec(stdout)?.[1] ?? null,
      () => null,
    );
  const [runc, buildkit, git] = await Promise.all([
    told(
      'docker',
      ['version', '--format', '{{range .Server.Components}}{{.Name}} {{.Version}}\n{{end}}'],
      /^runc (\S+)/m,
    ),
    told('docker', ['buildx', 'inspect'], /^BuildKit version:\s+v?([1-9]\S*|0\.[1-9]\S*)/m),
    told('git', ['--version'], /(\d+\.\S+)/),
  ]);
  return Promise.all([
    known(PARTS.engine, info.version, info.own),
    known(PARTS.compose, info.compose, true),
    known(PARTS.buildkit, buildkit, info.own),
    known(PARTS.runc, runc, info.own),
    known(PARTS.git, git, true),
  ]);
}

/** Tells the operator once which parts are older than what strangers' repositories should meet. */
export async function tellOldParts(info: EngineInfo, home: string, log: Log, signal: AbortSignal): Promise<void> {
  for (const { part, version, verdict } of await knownParts(info, home, signal)) {
    if (verdict === null || verdict.trusted) continue;
    const { name, floor } = part;
    log.warn(
      { part: name, version, floor, open: verdict.open },
      'has known holes: only for repositories that you trust',
    );
  }
}

async function known(part: Part, version: string | null, here: boolean): Promise<KnownPart> {
  if (version === null) return { part, version, verdict: null };
  const logs = here ? await Promise.all(part.packages.map(changelogOf)) : [];
  return { part, version, verdict: judgeVersion(part, version, logs.join('\n')) };
}

/** What Debian's policy has every package bring. */
async function changelogOf(name: string): Promise<string> {
  const packed = await readFile(`/usr/share/doc/${name}/changelog.Debian.gz`).catch(() => null);
  return packed === null ? '' : (await promisify(gunzip)(packed)).toString();
}
