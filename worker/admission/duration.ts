const UNITS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** Seconds of a Go duration (`1m30s`, `500ms`); undefined when it is none. */
export function secondsOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(value)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    seconds += Number(amount) * (UNITS[unit ?? ''] ?? 0);
  }
  return seconds;
}

/** The way in which Go, and so Compose, writes a duration of whole milliseconds. */
export function durationOf(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)}ms`;
  const whole = Math.floor(seconds / 60);
  const rest = `${Number((seconds - whole * 60).toFixed(3))}s`;
  if (whole === 0) return rest;
  const hours = Math.floor(whole / 60);
  return `${hours > 0 ? `${hours}h` : ''}${whole - hours * 60}m${rest}`;
}
