import type { Threat } from './threat.ts';

const PIPELINE = 'test/hostile/loader.docker.test.ts';
const SEALED = 'test/hostile/loader.test.ts';
const SEAL = 'test/hostile/loader-seal.test.ts';

export const LOADER: readonly Threat[] = [
  {
    id: 'F01',
    attack: '`.env` sets a program for git over SSH, and `include` names such an address',
    treatment: 'refused as `include-remote`; the program does not run',
    test: PIPELINE,
  },
  {
    id: 'F02',
    attack: '`.env` sets `DOCKER_HOST`',
    treatment: 'left out, and the student is told; nobody is connected',
    test: PIPELINE,
  },
  {
    id: 'F03',
    attack: '`.env` sets `COMPOSE_FILE`, `COMPOSE_PROFILES`, `COMPOSE_PROJECT_NAME`',
    treatment: 'left out, and the student is told; the report says which file was read',
    test: PIPELINE,
  },
  {
    id: 'F04',
    attack: '`.env` sets `LD_PRELOAD`, `PATH`, `BUILDX_BUILDER`, `DOCKER_CONFIG`',
    treatment: 'left out, and the student is told',
    test: PIPELINE,
  },
  {
    id: 'F05',
    attack: '`.env` is a link to the environment of the process',
    treatment: 'refused as `file-symlink`',
    test: PIPELINE,
  },
  {
    id: 'F06',
    attack: '`env_file` outside the repository',
    treatment: 'refused as `path-outside`',
    test: PIPELINE,
  },
  {
    id: 'F08',
    attack: 'An optional `env_file` outside the repository',
    treatment: 'refused as `path-outside`, in the same words whether or not it exists',
    test: PIPELINE,
  },
  {
    id: 'F09',
    attack: '`env_file` of 50 MB, or without end',
    treatment: 'refused as `file-size` or `file-symlink`',
    test: PIPELINE,
  },
  {
    id: 'F10',
    attack: '`environment: [WORKER_SECRET]` and `${WORKER_SECRET}`, `${HOME}`, `${PATH}`',
    treatment: 'empty: the loader’s environment holds the variables of `.env`, and `PWD`, its own folder',
    test: SEALED,
  },
  {
    id: 'F11',
    attack: '`build.args: [WORKER_SECRET]`',
    treatment: 'empty',
    test: SEALED,
  },
  {
    id: 'F13',
    attack: 'The Compose file is a link to a file of the machine',
    treatment: 'refused as `file-symlink`',
    test: PIPELINE,
  },
  {
    id: 'F14',
    attack: 'The Compose file is a link to `/dev/zero`',
    treatment: 'refused as `file-symlink` within a second',
    test: PIPELINE,
  },
  {
    id: 'F15',
    attack: '`include` from a registry or a server',
    treatment: 'refused as `include-remote`; nobody is connected',
    test: PIPELINE,
  },
  {
    id: 'F16',
    attack: '`include` outside the repository',
    treatment: 'refused as `path-outside`',
    test: PIPELINE,
  },
  {
    id: 'F17',
    attack: '`include` over six levels, or in a circle',
    treatment: 'refused as `include-limit`',
    test: PIPELINE,
  },
  {
    id: 'F18',
    attack: '`extends` from a file of the system',
    treatment: 'refused as `path-outside`',
    test: PIPELINE,
  },
  {
    id: 'F20',
    attack: '`compose.override.yml` adds `privileged`',
    treatment: 'it is merged, as Compose does, and refused as `privileged` with file and line',
    test: PIPELINE,
  },
  {
    id: 'F22',
    attack: '`privileged` as a text, behind a tag, as the default of a variable',
    treatment: 'refused as `privileged`',
    test: PIPELINE,
  },
  {
    id: 'F23',
    attack: '`privileged` by an anchor, `extends`, `include` or a second document',
    treatment: 'refused as `privileged`',
    test: PIPELINE,
  },
  {
    id: 'F24',
    attack: 'A list of aliases that grows to 9⁹ entries',
    treatment: 'refused as `yaml-limit` within two seconds',
    test: PIPELINE,
  },
  {
    id: 'F25',
    attack: 'A mapping of aliases that grows to 7⁸ entries',
    treatment: 'refused as `yaml-limit` within two seconds',
    test: PIPELINE,
  },
  {
    id: 'F26',
    attack: '20,000 levels of brackets',
    treatment: 'refused as `yaml-limit` within two seconds',
    test: PIPELINE,
  },
  {
    id: 'F27',
    attack: '40 services with every port',
    treatment: 'refused as `ports-limit` within two seconds',
    test: PIPELINE,
  },
  {
    id: 'F28',
    attack: 'Keys that are there twice, tabs, UTF-16, NUL bytes',
    treatment: 'refused as `yaml-invalid`, or told as Compose tells it; a byte-order mark is fine',
    test: PIPELINE,
  },
  {
    id: 'F31',
    attack: 'Services with names like options, commands, of 300 characters, of look-alike letters',
    treatment: 'refused as `service-name` or `yaml-key`, or by Compose itself',
    test: PIPELINE,
  },
  {
    id: 'F32',
    attack: 'Eleven services, `scale: 400`, 500 replicas',
    treatment: 'refused as `service-name`; one container of each service is started',
    test: PIPELINE,
  },
  {
    id: 'F33',
    attack: 'No Compose file, an empty one, one with a version alone',
    treatment: 'a fact of the report, never a fault',
    test: PIPELINE,
  },
  {
    id: 'F170',
    attack: 'The loader itself is taken over, and connects to the worker’s machine',
    treatment: 'it has no network, and may make no socket',
    test: SEAL,
  },
  {
    id: 'F171',
    attack: 'The loader itself is taken over, and reads files of the machine',
    treatment: 'it sees the checkout, its own program, and nothing else',
    test: SEAL,
  },
  {
    id: 'F172',
    attack: 'The loader itself is taken over, and writes files',
    treatment: 'nothing that it sees can be written to',
    test: SEAL,
  },
  {
    id: 'F173',
    attack: 'The loader itself is taken over, and shows its environment',
    treatment: 'it holds the variables of `.env` and of the assignment, and nothing of the worker’s',
    test: SEAL,
  },
  {
    id: 'F174',
    attack: 'The loader is led to take memory without end',
    treatment: 'it ends at 256 MiB',
    test: SEAL,
  },
  { id: 'F175', attack: 'The loader is led to compute without end', treatment: 'it ends after 2 s of CPU', test: SEAL },
  {
    id: 'F176',
    attack: 'The loader itself is taken over, and starts further processes',
    treatment: 'it can start none',
    test: SEAL,
  },
  {
    id: 'F177',
    attack: 'The loader is led to write without end',
    treatment: '8 MiB are kept, and it ends with its CPU time',
    test: SEAL,
  },
  {
    id: 'F178',
    attack: 'Several Compose files, of which one looks harmless',
    treatment: 'the one that Compose itself would take is read, and named in the report',
    test: PIPELINE,
  },
  {
    id: 'F179',
    attack: 'A file that gets past the raw checks and grows, or reaches for files and servers, in the loader itself',
    treatment: 'the seal ends it at its limits; it reaches nothing',
    test: SEALED,
  },
  {
    id: 'F240',
    attack:
      'Repositories whose YAML two readers could read differently: aliases, tags, escapes, line breaks, torn ends',
    treatment:
      'hundreds are generated in each run of the tests: what the raw checks let pass makes the real loader read nothing outside, and start nothing',
    test: 'test/worker/admission/fuzz/sources.test.ts',
  },
  {
    id: 'F241',
    attack: '`.env` files in every way of writing them',
    treatment:
      'thousands are generated in each run of the tests: no reserved name is kept, and what is kept is what Compose itself reads',
    test: 'test/worker/admission/fuzz/dotenv.test.ts',
  },
];
