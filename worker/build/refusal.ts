import type { DockerfileFacts, ServiceBuild } from '../../src/core/evidence/index.ts';

type Failure = NonNullable<ServiceBuild['failure']>;
type Refused = NonNullable<Failure['refused']>;

const MAX_NAME = 200;
/** Of these an ADD can ask for something at an address. */
const ADDRESS = /\b(?:https?|git|ssh):\/\/\S+|\bgit@\S+/i;

/** What BuildKit says of something that the policy denies, or of rights that nobody gives, and where the Dockerfile asks for it. */
export function readRefusal(failure: Failure, dockerfile: DockerfileFacts | undefined): Failure {
  // What a program of the student printed, or was called with, stands behind this word.
  if (failure.message.startsWith('process ')) return failure;
  const refused = deniedSource(failure.message) ?? deniedRight(failure.message);
  if (refused === null) return failure;
  const where = failure.where?.line === undefined ? placeOf(refused, dockerfile) : null;
  return { ...failure, refused, where: where ?? failure.where };
}

function deniedSource(message: string): Refused | null {
  const [, scheme = '', rest = ''] = /source "([a-z-]+):\/\/([^"]*)" denied by policy/.exec(message) ?? [];
  if (scheme === '') return null;
  if (scheme === 'docker-image') return { kind: 'image', what: shortName(rest).slice(0, MAX_NAME) };
  const kind = scheme === 'git' ? 'repository' : /^https?$/.test(scheme) ? 'download' : 'source';
  return { kind, what: `${scheme}://${rest}`.slice(0, MAX_NAME) };
}

function deniedRight(message: string): Refused | null {
  const what = Object.keys(RIGHTS).find((right) => RIGHTS[right]?.said.test(message));
  return what === undefined ? null : { kind: 'rights', what };
}

/** BuildKit tells the line of a base image, and not that of an `ADD`, of a mount or of rights. */
function placeOf({ kind, what }: Refused, dockerfile: DockerfileFacts | undefined): Failure['where'] {
  const asks = dockerfile?.instructions.find(({ keyword, text, flags = [] }) => {
    if (kind === 'rights') return keyword === 'RUN' && flags.some((flag) => RIGHTS[what]?.asks.test(flag));
    if (kind === 'image') return flags.some((flag) => flag.includes(`from=${what}`));
    return keyword === 'ADD' && (text.includes(what) || ADDRESS.test(text));
  });
  return asks && dockerfile ? { file: dockerfile.file, line: asks.line } : null;
}

/** What BuildKit says where nobody grants a right, or where its Dockerfile knows no way to ask for it; and who asks. */
const RIGHTS: Record<string, { said: RegExp; asks: RegExp }> = {
  'network.host': { said: /\bnetwork\.host is not allowed/, asks: /^--network=host/ },
  'security.insecure': { said: /\bsecurity\.insecure is not allowed|unknown flag: --security/, asks: /^--security/ },
  device: { said: /\bdevice\S* (is not allowed|feature is only supported)/, asks: /^--device/ },
};

/** As people write it. */
function shortName(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, '');
}
