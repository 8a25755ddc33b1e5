import { relative } from 'node:path';
import type { Where } from '../../src/core/evidence/index.ts';
import type { Locator } from '../compose/locate.ts';
import { composeModel, type ResolvedModel } from '../compose/model.ts';
import type { ComposeCall, Engine } from '../engine/engine.ts';

export type Loaded =
  | { ok: true; model: ResolvedModel; warnings: string[] }
  | { ok: false; message: string; where: Where | null; warnings: string[] };

/** Milliseconds; a normal file takes 100 (threats.md 0.8 tells what takes longer). */
const TIMEOUT = 15_000;

/** Compose's own loader: the only correct one. Nothing of the worker's environment reaches it. */
export async function loadModel(
  engine: Engine,
  call: ComposeCall,
  root: string,
  locate: Locator,
  signal: AbortSignal,
): Promise<Loaded> {
  const result = await engine.compose(call, ['config', '--format', 'json'], { signal, timeout: TIMEOUT });
  const lines = result.stderr
    .split('\n')
    .map((line) => readable(line, root))
    .filter(Boolean);
  const warnings = lines.filter((line) => line.startsWith('warning: ')).map((line) => line.slice('warning: '.length));
  if (result.exitCode === 0) return { ok: true, model: composeModel.parse(JSON.parse(result.stdout)), warnings };
  const message = result.timedOut
    ? 'Compose did not finish reading the file.'
    : lines
        .filter((line) => !line.startsWith('warning: '))
        .join('\n')
        .slice(0, 2000);
  return { ok: false, message, where: placeIn(message, call, root, locate), warnings };
}

/** Without the log prefix (`time=… level=warning msg="…"`) and the machine's paths. */
function readable(line: string, root: string): string {
  const logged = /level=(\w+) msg="((?:[^"\\]|\\.)*)"/.exec(line);
  const text = logged ? `${logged[1] === 'warning' ? 'warning: ' : ''}${logged[2]?.replaceAll('\\"', '"')}` : line;
  return text.replaceAll(`${root}/`, '').replaceAll(root, '.').trim();
}

/** `yaml: line 3: …`; `services.web.ports must be a list`; `service "web" depends on undefined service "x"`. */
function placeIn(message: string, call: ComposeCall, root: string, locate: Locator): Where | null {
  const line = /\bline (\d+)/.exec(message)?.[1];
  const [file] = call.files;
  if (line !== undefined && file !== undefined)
    return locate.mistake() ?? { file: relative(root, file), line: Number(line) };
  const unknown = /additional properties '([^']+)'/.exec(message)?.[1];
  const path = /\b(?:services|volumes|networks|secrets|configs)\.[\w.-]*\w/.exec(message)?.[0].split('.') ?? [];
  const steps = [...path, ...(unknown === undefined ? [] : [unknown])].map((step) =>
    /^\d+$/.test(step) ? Number(step) : step,
  );
  if (steps.length > 0) return locate.where(steps);
  const service = /service "([^"]+)"/.exec(message)?.[1];
  return service === undefined ? null : locate.where(['services', service]);
}
