import { run } from '../../../../worker/engine/command.ts';

let found: Promise<string> | undefined;

/** Path of the Compose program that `docker compose` would run. Called directly it costs half as much. */
export function composePlugin(signal: AbortSignal): Promise<string> {
  found ??= look(signal);
  return found;
}

async function look(signal: AbortSignal): Promise<string> {
  const format = '{{range .ClientInfo.Plugins}}{{if eq .Name "compose"}}{{.Path}}{{end}}{{end}}';
  // The engine is none of our business here, so an address where none is.
  const args = ['-H', 'unix:///nonexistent', 'info', '--format', format];
  const { stdout } = await run('docker', args, { signal, timeout: 60_000 });
  return stdout.trim();
}
