import type { Answer } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { PlainProof, Proof } from '../../src/core/verdict.ts';

/** A proof is a glance, not a file: this many lines, and this many characters in each. */
export const PROOF_LINES = 15;
export const PROOF_WIDTH = 240;

/** Where programs of many languages begin to say what killed them. */
const FAULT = /(^|[\s:(])([A-Z]\w*)?(Error|Exception)\b|^error: |\bpanic:|\bFATAL\b|\bfatal:/;
/** A property of an error that was dumped, or a line of source that threw it: they follow the words that name the cause. */
const DETAIL = /^\s+([a-z]\w*: |(throw |new )*\w*Error[.(])/;
/** Lines that a cause further down in the same error keeps of a proof. */
const CAUSE_LINES = 5;

/** The end of a service's output, or its last error when that stands further up; no proof when it wrote nothing. */
export function logProof(title: Text, log: string): PlainProof[] {
  const lines = withoutEchoes(log.trimEnd().split('\n'));
  return log.trim() === '' ? [] : [{ kind: 'log', title, text: clip(tail(lines)) }];
}

/** The last lines that one service wrote. */
export function serviceLog(service: string, log: string): PlainProof[] {
  return logProof({ en: `Last lines of ${service}`, es: `Últimas líneas de ${service}` }, log);
}

/** A request and what came back for it; `request` is its first line (`GET /users`). */
export function httpProof(title: Text, request: string, answer: Answer | null): PlainProof {
  return { kind: 'http', title, text: clip([request, ...answerLines(answer)]) };
}

/** Facts as a short list, one a line. */
export function listProof(kind: Proof['kind'], title: Text, lines: readonly string[]): PlainProof {
  if (lines.length <= PROOF_LINES) return { kind, title, text: clip(lines) };
  const shown = lines.slice(0, PROOF_LINES - 1);
  return { kind, title, text: clip([...shown, `… +${lines.length - shown.length}`]) };
}

function tail(lines: readonly string[]): readonly string[] {
  const end = lines.length - PROOF_LINES;
  const isFault = (line: string) => FAULT.test(line) && !DETAIL.test(line);
  const outer = lines.findLastIndex((line) => isFault(line) && !/^\s/.test(line));
  const inner = lines.findLastIndex(isFault);
  const fault = outer === -1 ? inner : outer;
  if (fault === -1 || fault >= end) return lines.slice(-PROOF_LINES);
  const room = PROOF_LINES - 1;
  if (inner < fault + room) return [...lines.slice(fault, fault + room), '…'];
  const cause = lines.slice(inner, inner + CAUSE_LINES);
  return [...lines.slice(fault, fault + room - cause.length), '…', ...cause];
}

/** A line that comes again and again is shown once, with how often. */
function withoutEchoes(lines: readonly string[]): string[] {
  const shown: { line: string; times: number }[] = [];
  for (const line of lines) {
    const last = shown.at(-1);
    if (last?.line === line) last.times += 1;
    else shown.push({ line, times: 1 });
  }
  return shown.map(({ line, times }) => (times === 1 ? line : `${line}  (×${times})`));
}

function answerLines(answer: Answer | null): string[] {
  if (answer === null) return ['→ –'];
  if (!answer.ok) return [`→ ${answer.error === 'invalid-http' ? '' : `${answer.error}: `}${answer.message}`];
  const kind = answer.contentType === null ? '' : ` ${answer.contentType}`;
  return [`→ ${answer.status}${kind}`, ...answer.body.trimEnd().split('\n').slice(0, 8)];
}

function clip(lines: readonly string[]): string {
  return lines.map((line) => (line.length > PROOF_WIDTH ? `${line.slice(0, PROOF_WIDTH - 1)}…` : line)).join('\n');
}
