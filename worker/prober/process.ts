/**
 * The prober's own process: requests come in as lines on standard input, answers go out as lines on standard output. It holds nothing
 * but what is asked of it, gives up root before the first request, and ends when its input ends. It imports little, so that it starts fast.
 */
import { createInterface } from 'node:readline';
import { exchange } from './exchange.ts';
import type { ToParent, ToProcess } from './lines.ts';

const NOBODY = 65534;

if (process.getuid?.() === 0) {
  process.setgroups?.([]);
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}

const running = new Map<number, AbortController>();

const input = createInterface({ input: process.stdin });
input.on('line', (line) => {
  const message: ToProcess = JSON.parse(line);
  if ('abort' in message) running.get(message.abort)?.abort();
  else void answer(message);
});
input.on('close', () => process.exit());
/** Nobody listens any more. */
process.stdout.on('error', () => process.exit());

async function answer({ id, request }: Extract<ToProcess, { id: number }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  const line: ToParent = { id, answer: await exchange(request, controller.signal) };
  running.delete(id);
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
