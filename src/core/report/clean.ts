/**
 * Takes from every text of a value, names too, however deep, what could act on a reader's terminal or deceive a reader's eye: escape sequences
 * and control characters go (but for line ends and tabs), characters that turn or hide text are shown as `\u202e`. Tokens that open
 * something elsewhere are hidden. For reports, pages, tables, events and logs: whatever a student's program said passes here once.
 */
export function cleanTexts<Value>(value: Value): Value {
  if (typeof value === 'string') return cleanText(value) as Value;
  if (Array.isArray(value)) return value.map(cleanTexts) as Value;
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [cleanText(key), cleanTexts(inner)]),
    ) as Value;
  }
  return value;
}

// Built from text, so that no control character stands in a pattern of this file.
const pattern = (source: string) => new RegExp(source, 'gu');

/** OSC, DCS, SOS, PM and APC with the text that they carry; CSI; all others. A sequence that never ends, ends with its line. */
const SEQUENCES = [
  '(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d\\u009e\\u009f])[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?',
  '(?:\\u001b\\[|\\u009b)[0-?]*[ -\\/]*[@-~]?',
  '\\u001b[ -\\/]*[0-~]?',
].map(pattern);
const LINE_END = /\r\n?/g;
const CONTROL = /(?![\n\t])\p{Cc}/gu;
/** Directions of writing, zero-width space and joiner, line and paragraph separators, tag characters, noncharacters. */
const DECEIVING = pattern(
  '[\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\u{e0000}-\\u{e007f}]',
);

/**
 * Tokens of GitHub, GitLab, npm, PyPI, Docker, Slack, Stripe, OpenAI, Anthropic, AWS and Google as those services write them, and a private key: whoever
 * let one get into a log or an answer did not mean to publish it. Its beginning stays, so that it can be found.
 */
const TOKENS = [
  /\b(gh[oprsu]_)[A-Za-z0-9]{36,200}/g,
  /\b(github_pat_|glpat-|dckr_pat_|xox[abeoprs]-)[\w-]{20,200}/g,
  /\b(npm_|[rs]k_live_|sk-(?:proj-|ant-)?)[A-Za-z0-9]{24,200}/g,
  /\b(pypi-AgEI)[\w-]{16,500}/g,
  /\b(A[KS]IA)[0-9A-Z]{16}\b/g,
  /\b(AIza)[\w-]{35}/g,
];
const PRIVATE_KEY = /(-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)[A-Za-z0-9+/=\s]{1,10000}/g;
const MASK = '••••';

export function cleanText(text: string): string {
  const plain = SEQUENCES.reduce((rest, sequence) => rest.replace(sequence, ''), text.toWellFormed());
  const readable = plain.replace(LINE_END, '\n').replace(CONTROL, '').replace(DECEIVING, escaped);
  return [...TOKENS, PRIVATE_KEY].reduce((rest, secret) => rest.replace(secret, `$1${MASK}`), readable);
}

function escaped(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}
