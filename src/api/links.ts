type Values = Record<string, string | number | undefined>;

/** Address of a page: what is set of a query, with these changes. */
export function pageAddress(path: string, query: Values, changes: Values): string {
  const set = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changes }))
    if (value !== undefined) set.set(name, `${value}`);
  return `${path}?${set}`;
}

/** The header `Link` of a page of a table that is counted (RFC 8288): first, prev, next and last where there are such. */
export function pageLinks(
  path: string,
  query: Values,
  { page, perPage, total }: { page: number; perPage: number; total: number },
): string {
  const last = Math.max(1, Math.ceil(total / perPage));
  const pages: [string, number][] = [
    ['first', 1],
    ...(page > 1 ? [['prev', Math.min(page - 1, last)] as [string, number]] : []),
    ...(page < last ? [['next', page + 1] as [string, number]] : []),
    ['last', last],
  ];
  return pages.map(([rel, number]) => `<${pageAddress(path, query, { page: number })}>; rel="${rel}"`).join(', ');
}
