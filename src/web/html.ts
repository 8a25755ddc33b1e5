import { cleanText } from '../core/report/clean.ts';

/** Markup that is safe to send: it comes from `html` alone. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Value = string | number | Markup | null | undefined | false | readonly Value[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * A piece of a page. Every value is cleaned and escaped, except markup that `html` itself made; lists are joined, and nothing is shown for null, undefined and false.
 * Attributes are always written in quotes.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, i) => part + (i < values.length ? shown(values[i]) : '')).join(''));
}

/**
 * Text that comes back as it stands, as the content of a field does: escaped, and nothing in it masked or taken out. For what its reader wrote themselves, or
 * may read whole.
 */
export function exactly(text: string): Markup {
  return new Markup(escaped(text));
}

function shown(value: Value): string {
  if (value instanceof Markup) return value.text;
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(shown).join('');
  return escaped(cleanText(String(value)));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
