import { type Attack, key, spelt } from './attacks.ts';

export const MOUNTS: readonly Attack[] = [
  ...spelt(
    'F61',
    key('bind-outside', 'volumes: ["/:/host"]'),
    key('bind-outside', 'volumes: ["/var/run/docker.sock:/var/run/docker.sock"]'),
    key('bind-outside', 'volumes: ["/proc:/p"]'),
    key('bind-outside', 'volumes: ["/etc:/e:ro"]'),
  ),
  ...spelt(
    'F62',
    key('bind-outside', 'volumes: ["~/.ssh:/x"]'),
    key('bind-outside', 'volumes: ["../:/up"]'),
    key('bind-outside', 'volumes: ["./a/../../x:/x"]'),
  ),
  ...spelt(
    'F63',
    key('bind-outside', 'volumes: ["./link:/x"]'),
    key('bind-outside', 'volumes: ["./sub/file.txt/x:/x"]'),
    key('bind-outside', 'volumes: ["./sub/up/etc:/x"]'),
  ),
  key('mount-type', 'volumes: ["v:/data:ro"]'),
  key('mount-type', 'volumes: ["./sub:/proc/sys"]'),
  ...spelt(
    'F69',
    key('mount-type', 'volumes: [{ type: image, source: "a:1", target: /x }]'),
    key('mount-type', 'volumes: [{ type: npipe, source: a, target: /x }]'),
    key('mount-type', 'volumes: [{ type: cluster, source: a, target: /x }]'),
  ),
  key(
    'named-volume',
    'volumes: [{ type: volume, source: data, target: /x, volume: { subpath: ../y } }]\nvolumes: { data: }',
  ),
  ...spelt('F57', key('volumes-from', 'volumes_from: ["container:redis"]')),
  ...spelt(
    'F64',
    {
      name: 'a device as volume',
      ...volume('{ driver: local, driver_opts: { type: none, o: bind, device: / } }', 'volume-driver'),
    },
    {
      name: 'a relative device as volume',
      ...volume('{ driver_opts: { type: none, o: bind, device: ./sub } }', 'volume-driver'),
    },
    {
      name: 'a device that is only read',
      ...volume('{ driver_opts: { type: none, o: "bind,ro", device: /etc } }', 'volume-driver'),
    },
  ),
  ...spelt(
    'F65',
    {
      name: 'NFS as volume',
      ...volume('{ driver_opts: { type: nfs, o: "addr=127.0.0.1", device: ":/" } }', 'volume-driver'),
    },
    {
      name: 'CIFS as volume',
      ...volume('{ driver_opts: { type: cifs, o: "addr=127.0.0.1", device: "//127.0.0.1/c" } }', 'volume-driver'),
    },
  ),
  { name: 'a volume plugin', ...volume('{ driver: sshfs }', 'volume-driver') },
  ...spelt('F66', { name: 'an external volume', ...volume('{ external: true, name: other_data }', 'volume-external') }),
  ...spelt(
    'F70',
    { name: 'a secret from the machine', ...secret('{ file: /etc/shadow }') },
    { name: 'a secret through a link', ...secret('{ file: ./link/shadow }') },
  ),
  { name: 'a secret that is a folder', ...secret('{ file: ./sub }') },
  { name: 'a secret of the worker', ...secret('{ environment: WORKER_SECRET }') },
  { name: 'an external secret', ...secret('{ external: true }') },
  key('service-files', 'secrets: [{ source: s, target: ../../etc/passwd }]\nsecrets: { s: { file: ./sub/file.txt } }'),
  key('tmpfs', 'tmpfs: [/1, /2, /3, /4, /5, /6]'),
];

function volume(definition: string, rule: string) {
  return { service: 'volumes: ["data:/data"]', top: `volumes:\n  data: ${definition}\n`, rule, line: 'data: {' };
}

function secret(definition: string) {
  return { service: 'secrets: [s]', top: `secrets:\n  s: ${definition}\n`, rule: 'file-source', line: 's: {' };
}
