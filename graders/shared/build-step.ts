import type { DockerfileFacts, Where } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';

/** `#6 [build 2/5] RUN npm ci`: the builder begins an instruction. */
const STEP = /^#\d+ \[(?:[\w.-]+ )?\d+\/\d+\] /;

/** The instruction that a build was at when it was stopped: as a sentence to be added, empty when the log does not tell, and its place. */
export function stoppedAt(log: string, file: DockerfileFacts | undefined): { said: Text; where: Where } {
  const running = log
    .split('\n')
    .findLast((line) => STEP.test(line))
    ?.replace(STEP, '');
  const line =
    running && file?.instructions.find((one) => plain(`${one.keyword} ${one.text}`).endsWith(plain(running)));
  return {
    said: running ? { en: ` It was at \`${running}\`.`, es: ` Iba por \`${running}\`.` } : { en: '', es: '' },
    where: { file: file?.file ?? 'Dockerfile', ...(line && { line: line.line }) },
  };
}

function plain(instruction: string): string {
  return instruction.replace(/\\\n/g, ' ').replace(/\s+/g, ' ').trim();
}
