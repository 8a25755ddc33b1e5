import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const FOLDER = dirname(createRequire(import.meta.url).resolve('@octokit/webhooks-examples/package.json'));

/** A payload as GitHub documents it. */
export interface Example {
  event: string;
  payload: { ref?: string; deleted?: boolean; repository?: object };
}

/** @param source `api.github.com`, or an Enterprise Server such as `ghes-35` */
export function examplesOf(source: string): Example[] {
  const events = JSON.parse(readFileSync(join(FOLDER, source, 'index.json'), 'utf8')) as {
    name: string;
    examples: Example['payload'][];
  }[];
  return events.flatMap(({ name, examples }) => examples.map((payload) => ({ event: name, payload })));
}
