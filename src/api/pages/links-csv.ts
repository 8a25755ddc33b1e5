import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { DockgradeError } from '../../core/errors.ts';
import { harmless } from '../csv.ts';

const MOST = 10_000;
const linksSchema = z.array(z.tuple([z.string().max(300), z.string().max(300), z.string().max(500)])).max(MOST);

/**
 * Name, email and link, as a CSV file that spreadsheets open as it is. `given`: JSON, as the page carries it that showed the links. Throws `request-invalid`
 * for what is none of our links: this address writes nobody else's file.
 */
export function linksCsv(given: string, url: string): string {
  const links = linksSchema.safeParse(parsed(given));
  if (!links.success || links.data.some(([, , link]) => !link.startsWith(`${url}/enter/`))) throw noLinks();
  return stringify(links.data, {
    bom: true,
    header: true,
    quoted: true,
    record_delimiter: 'windows',
    cast: { string: harmless },
    columns: ['name', 'email', 'link'],
  });
}

function parsed(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return null;
  }
}

function noLinks(): DockgradeError {
  return new DockgradeError('request-invalid', 'These are no links that this service has shown.', {
    remedy: 'Use the button of the page that shows the new links.',
  });
}
