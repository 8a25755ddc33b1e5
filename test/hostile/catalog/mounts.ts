import type { Threat } from './threat.ts';

const INSPECTION = 'test/hostile/inspection.docker.test.ts';
const ASKED = 'test/hostile/keys.docker.test.ts';

/** Refused before anything of it reaches the engine. */
const refused = (id: Threat['id'], attack: string, rule: string): Threat => {
  return { id, attack, treatment: `refused (\`${rule}\`) with the line; nothing is created`, test: ASKED };
};

export const MOUNTS: readonly Threat[] = [
  {
    ...refused('F61', '`/`, `/proc`, `/etc` and the socket of the engine as mounts', 'bind-outside'),
    treatment: 'refused (`bind-outside`) in the same words whether or not something is there; nothing is created',
  },
  refused('F62', 'Mounts out of the repository: `~/.ssh`, `..`, `./a/../../x`', 'bind-outside'),
  refused('F63', 'A mount through a symbolic link, at its end and in the middle of its path', 'bind-outside'),
  refused('F64', 'A volume whose options make it a folder of the machine', 'volume-driver'),
  refused('F65', 'A volume whose options make it a share of another machine: NFS, CIFS', 'volume-driver'),
  refused('F66', 'An external volume: the data of somebody else', 'volume-external'),
  refused('F69', 'Mounts of the types `image`, `npipe`, `cluster`', 'mount-type'),
  refused(
    'F70',
    'A secret from the machine: `/etc/shadow`, through a link, from a variable of the worker',
    'file-source',
  ),
  {
    id: 'F72',
    attack:
      'None: an init script that is mounted to be read, the repository over the application, its `node_modules` in a volume',
    treatment:
      'admitted, with every point (scenario fair-init-script); a script inside what the application may write to is mounted from a copy',
    test: 'test/worker/admission/honest.test.ts',
  },
  {
    id: 'F211',
    attack:
      'A symbolic link takes the place of a mounted folder while the stack runs, before its container is started again or made anew',
    treatment: 'where mounts lead is looked at before each start: the container is not started, an alarm is raised',
    test: INSPECTION,
  },
  {
    id: 'F246',
    attack:
      'A mount, a folder in memory or a secret over what the kernel shows, its path written another way: `/.//sys`',
    treatment: 'refused (`tmpfs`, `mount-type`, `service-files`); found by generated files',
    test: 'test/worker/admission/fuzz/found.test.ts',
  },
  {
    id: 'F260',
    attack: 'A mount, a build, a secret by a path that goes through a link and back: `${PWD}/link/../etc`',
    treatment:
      'the path is what its text says, for whoever judges it and for whoever uses it: a place of the repository, whatever the link leads to',
    test: 'test/hostile/detours.docker.test.ts',
  },
  {
    id: 'F262',
    attack: 'Folders one in another in what is mounted, until no path leads to their end: nobody could remove them',
    treatment: 'the folder of the run is removed all the same',
    test: 'test/worker/run-folder.test.ts',
  },
];
