const GIVEN = /^(?:RUN )?\|\d+ (.*?) (?=\/bin\/\w*sh -c )/s;

/** The instruction behind a layer, as in the Dockerfile: without the shell, the build arguments and the note that BuildKit adds. */
export function readable(createdBy: string): string {
  return createdBy
    .replace(GIVEN, '')
    .replace(/^(RUN )?\/bin\/\w*sh -c (#\(nop\) +)?/, (_, run, nop) => (nop && !run ? '' : 'RUN '))
    .replace(/ # buildkit$/, '')
    .trim();
}

/** The build arguments with which an instruction ran (`NAME=value …`), or the one that it declares; empty where there are none. */
export function argumentsGiven(createdBy: string): string {
  return GIVEN.exec(createdBy)?.[1] ?? /^ARG (.*)$/s.exec(createdBy)?.[1] ?? '';
}
