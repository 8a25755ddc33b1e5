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
  const [, right = ''] = /\b(network\.host|security\.insecure|device\S*) is not allowed/.exec(message) ?? [];
  return right === '' ? null : { kind: 'rights', what: right };
}

/** BuildKit tells the line of a base image, and not that of an `ADD` or of rights. */
function placeOf({ kind, what }: Refused, dockerfile: DockerfileFacts | undefined): Failure['where'] {
  const asks = dockerfile?.instructions.find(({ keyword, text, flags = [] }) =>
    kind === 'rights'
      ? keyword === 'RUN' && flags.some((flag) => RIGHTS[what]?.test(flag) ?? flag.startsWith('--device'))
      : keyword === 'ADD' && (text.includes(what) || ADDRESS.test(text)),
  );
  return asks && dockerfile ? { file: dockerfile.file, line: asks.line } : null;
}

const RIGHTS: Record<string, RegExp> = {
  'network.host': /^--network=host/,
  'security.insecure': /^--security=insecure/,
};

/** As people write it. */
function shortName(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, '');
}
