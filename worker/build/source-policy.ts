/** What a build may take from outside of its contexts. */
export interface Sources {
  /** Whether it has a network at all: what `ADD` fetches, the engine fetches, whatever network the steps have. */
  network: boolean;
  /** Images of this run, which other services build upon. */
  images: readonly string[];
}

/**
 * Hosts that an `ADD https://…` may name. The engine fetches it, from where it also reaches the containers of other submissions: so neither the
 * name nor what it redirects to may be the student's to choose. Anything else is fetched by a `RUN`, which has a network of its own.
 */
export const DOWNLOAD_HOSTS = [
  'github.com',
  'raw.githubusercontent.com',
  'objects.githubusercontent.com',
  'release-assets.githubusercontent.com',
  'codeload.github.com',
  'registry.npmjs.org',
  'files.pythonhosted.org',
  'nodejs.org',
  'deb.debian.org',
  'dl-cdn.alpinelinux.org',
] as const;

const HOST = '([a-z0-9-]+\\.)+[a-z][a-z0-9-]*';
/** Last parts of names that only a private network knows. */
const HERE = 'localhost|local|internal|lan|home|arpa';

/**
 * A BuildKit source policy: the last rule that fits decides, and what none allows is denied. So there are no Git repositories, nothing from
 * addresses and names of a private network, and no image of another run.
 *
 * @returns JSON as BuildKit's `spb.Policy`
 */
export function sourcePolicy({ network, images }: Sources): string {
  const rules = [
    rule('DENY', '^'),
    rule('ALLOW', '^local://'),
    rule('ALLOW', `^docker-image://${HOST}(:[0-9]+)?/`),
    rule('DENY', `^docker-image://([^/]*\\.)?(${HERE})(:[0-9]+)?/`),
    rule('DENY', '^docker-image://([^/]+/)+g[a-z0-9]{26}/'),
    ...(network ? DOWNLOAD_HOSTS.map((host) => rule('ALLOW', `^https://${exactly(host)}/`)) : []),
    ...images.map((image) => rule('ALLOW', `^docker-image://docker\\.io/${exactly(image)}$`)),
  ];
  return JSON.stringify({ rules });
}

function rule(action: 'ALLOW' | 'DENY', identifier: string) {
  return { action, selector: { identifier, match_type: 'REGEX' } };
}

function exactly(name: string): string {
  return name.replaceAll('.', '\\.');
}
