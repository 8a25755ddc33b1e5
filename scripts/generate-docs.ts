import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { reportSchema } from '../src/core/report/schema.ts';

/**
 * The published JSON schema of the report, as text. It describes what readers may rely on, so it allows keys that a later version adds.
 * `node scripts/generate-docs.ts` writes it; a test holds the file equal.
 */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportSchema, { io: 'input', reused: 'ref' });
  return `${JSON.stringify({ title: 'dockgrade report, version 1', ...schema }, null, 2)}\n`;
}

if (import.meta.main) await writeFile(new URL('../docs/report.schema.json', import.meta.url), reportJsonSchema());
