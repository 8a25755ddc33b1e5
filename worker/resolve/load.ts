import { relative } from 'node:path';
import type { Where } from '../../src/core/evidence/index.ts';
import type { Locator } from '../compose/locate.ts';
import { composeModel, type ResolvedModel } from '../compose/model.ts';
import { type LoadCall, loadSealed } from '../sealed/load.ts';
import type { Seal } from '../sealed/seal.ts';

export type Loaded =
  | { ok: true; model: ResolvedModel; warnings: string[] }
  | { ok: false; message: string; where: Where | null; warnings: string[] };

/** Compose's own loader, the only correct one, in a seal: it reads what strangers wrote. */
export async function loadModel(seal: Seal, call: LoadCall, locate: Locator, signal: AbortSignal): Promise<Loaded> {
  const load = await loadSealed(seal, call, signal);
  const lines = load.said
    .split('\n')
    .map((line) => readable(line))
    .filter(Boolean);
  const warnings = lines.filter((line) => line.startsWith('warning: ')).map((line) => line.slice('warning: '.length));
  if (load.outcome === 'read') return { ok: true, model: composeModel.parse(load.model), warnings };
  const message =
    load.outcome === 'refused'
      ? lines
          .filter((line) => !line.startsWith('warning: '))
          .join('\n')
          .slice(0, 2000)
      : UNFINISHED[load.outcome];
  return { ok: false, message, where: placeIn(message, call, locate), warnings };
}

const UNFINISHED = {
  'out-of-time': 'Compose did not finish reading the file.',
  'out-of-memory': 'Compose needs more memory for reading the file than any real stack takes.',
  'too-long': 'What Compose makes of the file is longer than 8 MiB.',
  crashed: 'Compose broke down while it was reading the file.',
};

/** Without the log prefix (`time=… level=warning msg="…"`). */
function readable(line: string): string {
  const logged = /level=(\w+) msg="((?:[^"\\]|\\.)*)"/.exec(line);
  return (logged ? `${logged[1] === 'warning' ? 'warning: ' : ''}${logged[2]?.replaceAll('\\"', '"')}` : line).trim();
}

/** `yaml: line 3: …`; `services.web.ports must be a list`; `service "web" depends on undefined service "x"`. */
function placeIn(message: string, { root, files }: LoadCall, locate: Locator): Where | null {
  const line = /\bline (\d+)/.exec(message)?.[1];
  const [file] = files;
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
