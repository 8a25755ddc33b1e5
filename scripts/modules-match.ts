import { existsSync, readFileSync } from 'node:fs';

/**
 * Ends with status 0 when node_modules holds what package-lock.json asks for, with 1 when `npm ci` is needed. npm's own
 * record in node_modules says what was put there, and each folder must still be; packages for other platforms rightly are not.
 */
const wanted = packages('package-lock.json');
const present = packages('node_modules/.package-lock.json');
const asWanted = Object.entries(present).every(([path, { version }]) => wanted[path]?.version === version);
const complete = Object.entries(wanted).every(([path, { optional }]) => path === '' || optional || path in present);
const there = Object.keys(present).every((path) => existsSync(`${path}/package.json`));
process.exitCode = asWanted && complete && there ? 0 : 1;

function packages(file: string): Record<string, { version?: string; optional?: boolean }> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}
