export interface Started {
  /** Address of the service, without a slash at its end. */
  url: string;
  /** Opens the pages as the teacher of this machine. */
  link: string;
  logFile: string;
  /** The submission of the bundled example, when this was the first start. */
  example: string | null;
}

/** What `serve` prints when everything is up: the ways in, for a browser first. */
export function started({ url, link, logFile, example }: Started): string {
  return [
    `dockgrade is up: ${url}`,
    '',
    `  sign in as teacher  ${link}`,
    `  grade tables        ${url}/grades`,
    `  queue and workers   ${url}/operations`,
    `  API                 ${url}/docs`,
    `  hand in             bin/dockgrade submit https://github.com/STUDENT/HOMEWORK --assignment node-postgres --wait`,
    `  log                 ${logFile}`,
    ...(example === null
      ? []
      : [
          '',
          'The bundled example was handed in. Watch it, once signed in:',
          `  ${url}/submissions/${example}`,
          `  bin/dockgrade status ${example} --watch`,
        ]),
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}
