import type { GradePageQuery } from '../../core/wire/grade-page.ts';

const DEFAULTS: Record<string, unknown> = { sort: 'name', order: 'asc', page: 1 };

/** Address of a page of grades with these changes. What is as it is by itself is left out, so that an address can be passed on and read. */
export function gradeAddress(path: string, query: GradePageQuery, changes: Partial<GradePageQuery> = {}): string {
  const set = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes })) {
    if (value !== undefined && value !== '' && value !== DEFAULTS[name]) set.set(name, `${value}`);
  }
  return set.size === 0 ? path : `${path}?${set}`;
}
