import { realpath } from 'node:fs/promises';
import { run } from '../engine/command.ts';
import type { Program } from './seal.ts';

/** Path of the Compose program that `docker compose` would run here. Called by itself it takes half the time. Throws where there is none. */
export async function composePath(signal: AbortSignal): Promise<string> {
  const format = '{{range .ClientInfo.Plugins}}{{if eq .Name "compose"}}{{.Path}}{{end}}{{end}}';
  // The client also asks the engine, which is none of our business here: an address where none is.
  const args = ['--host', 'unix:///nonexistent', 'info', '--format', format];
  const { stdout } = await run('docker', args, { signal, timeout: 15_000 });
  if (stdout.trim() === '') throw new Error('the Compose plugin of `docker` is not found');
  return stdout.trim();
}

/** A program with what it loads at its start: its interpreter and the libraries that it names. Linux only. */
export async function programAt(path: string, signal: AbortSignal): Promise<Program> {
  const { exitCode, stdout } = await run('ldd', [path], { signal, timeout: 10_000 });
  // `ldd` fails for a program that loads nothing, which is fine.
  const found = exitCode === 0 ? stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm) : [];
  return { path: await realpath(path), libraries: [...found].map(([, file = '']) => file) };
}
