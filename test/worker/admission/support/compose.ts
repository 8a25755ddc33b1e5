import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Admission, type AdmissionInput, admit } from '../../../../worker/admission/admit.ts';
import { differences } from '../../../../worker/admission/fixed-point.ts';
import { written } from '../../../../worker/admission/written.ts';
import { type CommandResult, run } from '../../../../worker/engine/command.ts';
import { composePlugin } from './plugin.ts';

/** A repository: text of files by path; `{ link }` is a symbolic link, `{ bytes }` a binary file, `null` a folder. */
export type Files = Record<string, string | null | { link: string } | { bytes: Uint8Array }>;

export const PROJECT = 'gabcdefghijklmnopqrstuvwxyz';
export const LABELS = { 'dev.dockgrade.job': 'abc' };

/** Writes a repository into a folder that goes away with the test, and returns its real path. */
export async function repository(files: Files): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'admission-')));
  const checkout = join(folder, 'checkout');
  await mkdir(checkout);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const path = join(checkout, name);
    await mkdir(content === null ? path : dirname(path), { recursive: true });
    if (content === null) continue;
    if (typeof content === 'string') await writeFile(path, content);
    else if ('link' in content) await symlink(content.link, path);
    else await writeFile(path, content.bytes);
  }
  return checkout;
}

/** The real `compose config` on a file, in an empty environment; it needs no engine. */
export async function composeConfig(folder: string, file: string, signal: AbortSignal): Promise<CommandResult> {
  const args = ['-p', PROJECT, '--project-directory', folder, '--env-file', '/dev/null'];
  return run(await composePlugin(signal), [...args, '-f', join(folder, file), 'config', '--format', 'json'], {
    signal,
    timeout: 60_000,
    cwd: folder,
    env: { HOME: '/nonexistent' },
    maxBytes: 16 * 1024 * 1024,
  });
}

/** What admission is given for a model: a closed run whose containers the prober reaches by address. `text`: that of `compose.yaml`. */
export function inputOf(model: unknown, checkout: string, text: string): AdmissionInput {
  return {
    model,
    sources: [{ file: 'compose.yaml', text }],
    checkout,
    project: PROJECT,
    variables: {},
    images: (service) => `${PROJECT}/${service}:run`,
    imageChecks: new Map(),
    labels: LABELS,
    limits: { memory: 2 * 1024 ** 3, cpus: 2, pids: 512, disk: 5 * 1024 ** 3 },
    network: 'closed',
    buildNetwork: 'open',
    openFiles: null,
    group: null,
    runtime: null,
    reach: 'address',
  };
}

/** Resolves `compose.yaml` with the real Compose and admits what comes out. */
export async function admitFiles(
  files: Files,
  signal: AbortSignal,
  changes: Partial<AdmissionInput> = {},
): Promise<{ admission: Admission; checkout: string }> {
  const checkout = await repository(files);
  const resolved = await composeConfig(checkout, 'compose.yaml', signal);
  if (resolved.exitCode !== 0) throw new Error(`Compose refuses the fixture itself: ${resolved.stderr}`);
  const text = String(files['compose.yaml']);
  const admission = await admit({ ...inputOf(JSON.parse(resolved.stdout), checkout, text), ...changes });
  return { admission, checkout };
}

/** Admits a file that must be admitted, and has the real Compose load the result: it must mean to Compose what it says. */
export async function admitted(files: Files, signal: AbortSignal, changes: Partial<AdmissionInput> = {}) {
  const { admission, checkout } = await admitFiles(files, signal, changes);
  if (admission.outcome === 'refused') throw new Error(`refused: ${JSON.stringify(admission.refusals)}`);
  const folder = await repository({ 'model.json': written(admission.model) });
  const loaded = await composeConfig(folder, 'model.json', signal);
  if (loaded.exitCode !== 0) throw new Error(`Compose refuses our model: ${loaded.stderr}`);
  const lost = differences(admission.model, JSON.parse(loaded.stdout));
  if (lost.length > 0) throw new Error(`Compose understands our model differently: ${lost.join(', ')}`);
  return { ...admission, checkout };
}
