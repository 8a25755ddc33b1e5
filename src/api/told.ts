import type { ErrorCode } from '../core/errors.ts';

/** Who may, in the order of the page at `/docs`. */
export const WHO = ['student, teacher', 'owner, teacher', 'teacher', 'all', 'operator', 'GitHub'] as const;

/** What the OpenAPI document says of a route beside its schemas. */
export interface Told {
  /** Codes that it may answer with, beside those of every route. */
  problems: readonly ErrorCode[];
  /** Who may: `all` needs no token. */
  who: (typeof WHO)[number];
  /** A file as the body: its types of content. */
  takes?: { types: readonly string[]; description: string };
  /** What it also answers with, chosen by `Accept`, or instead of JSON. */
  gives?: { type: string; description: string };
  /** Answers that have no schema, by their status. */
  other?: Record<number, string>;
  /** Headers that it reads. */
  headers?: Record<string, string>;
}

/** To be spread into the `schema` of a route. */
export function told(about: Told): { 'x-told': Told } {
  return { 'x-told': about };
}
