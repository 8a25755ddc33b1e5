import { type Attack, key, spelt } from './attacks.ts';

export const NETWORKS_AND_BUILDS: readonly Attack[] = [
  ...spelt('F42', key('network-mode', 'network_mode: host')),
  ...spelt('F43', key('network-mode', 'network_mode: "container:redis"')),
  ...spelt('F44', key('network-mode', 'network_mode: other_network')),
  key('network-mode', 'network_mode: "service:db"\n  db: { image: "postgres:16" }'),
  ...spelt('F58', key('links', 'external_links: [redis]')),
  {
    name: 'the default network as an external one',
    service: 'init: true',
    top: 'networks:\n  default: { external: true, name: bridge }\n',
    rule: 'network-external',
    line: 'default',
  },
  {
    name: 'macvlan',
    service: 'networks: [n]',
    top: 'networks: { n: { driver: macvlan, driver_opts: { parent: eth0 } } }\n',
    rule: 'network-driver',
    line: 'macvlan',
  },
  {
    name: 'five networks',
    service: 'networks: [a, b, c, d, e]',
    top: 'networks: { a: , b: , c: , d: , e: }\n',
    rule: 'top-level',
    line: 'networks: {',
  },
  {
    name: 'eleven services',
    file: `services:\n${Array.from({ length: 11 }, (_, n) => `  s${n}: { image: "a:1" }\n`).join('')}`,
    rule: 'service-name',
    line: 'services',
  },
  {
    name: 'a service like an option',
    file: 'services:\n  --help: { image: "a:1" }\n',
    rule: 'service-name',
    line: '--help',
  },
  {
    name: 'a long service name',
    file: `services:\n  ${'a'.repeat(200)}: { image: "a:1" }\n`,
    rule: 'service-name',
    line: 'aaa',
  },
  ...spelt('F85', image('gabcdefghijklmnopqrstuvwxyz/web'), image('docker.io/gabcdefghijklmnopqrstuvwxyz/web')),
  ...spelt(
    'F86',
    ...[
      'localhost:5000/x',
      'localhost/x',
      '169.254.169.254/x',
      '10.0.0.2:5000/x',
      '0x7f.1/x',
      'registry:5000/x',
      'db.internal/x',
      `sha256:${'a'.repeat(64)}`,
    ].map(image),
  ),
  ...spelt(
    'F88',
    key('build-context', 'build: ..'),
    key('build-context', 'build: https://github.com/a/b.git'),
    key('build-context', 'build: git@github.com:a/b.git'),
    key('build-context', 'build: ./link'),
  ),
  ...spelt(
    'F89',
    key('build-context', 'build: { context: ., dockerfile: ../../x }'),
    key('build-context', 'build: { context: ., dockerfile: link/passwd }'),
  ),
  ...spelt(
    'F90',
    key('build-context', 'build: { context: ., additional_contexts: { host: /etc } }'),
    key('build-context', 'build: { context: ., additional_contexts: { other: docker-image://gabc/x } }'),
  ),
  ...spelt('F188', key('build-context', 'build: { context: ., additional_contexts: { "a=docker-image://x": . } }')),
  ...spelt('F84', key('build-tags', 'build: { context: ., tags: ["node:20"] }')),
  ...spelt('F91', key('build-secrets', 'build: { context: ., ssh: [default] }'), {
    name: 'a build secret from the machine',
    service: 'build: { context: ., secrets: [s] }',
    top: 'secrets: { s: { file: /etc/shadow } }\n',
    rule: 'file-source',
    line: 'secrets: {',
  }),
  ...spelt(
    'F92',
    key('build-privileges', 'build: { context: ., network: host }'),
    key('build-privileges', 'build: { context: ., privileged: true }'),
    key('build-privileges', 'build: { context: ., entitlements: [security.insecure] }'),
  ),
];

function image(name: string): Attack {
  return { name: `image: ${name}`, file: `services:\n  app:\n    image: ${name}\n`, rule: 'image', line: 'image' };
}
