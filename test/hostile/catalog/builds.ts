import type { Threat } from './threat.ts';

const ON_THE_ENGINE = 'test/hostile/builds.docker.test.ts';

const AT_THE_DOOR = 'test/hostile/builds.test.ts';

/** Refused before anything of it reaches the engine. */
const refused = (id: Threat['id'], attack: string, rule: string): Threat => {
  return { id, attack, treatment: `refused (\`${rule}\`) with the line; nothing is built`, test: AT_THE_DOOR };
};

export const BUILDS: readonly Threat[] = [
  refused('F84', '`build: tags` takes the name of an image that others build upon', 'build-tags'),
  refused('F85', '`image` names the image of another run', 'image'),
  refused('F86', '`image` of a registry on this machine or in its network, or by an id', 'image'),
  refused(
    'F88',
    'A build context outside of the repository, at a URL, in a Git repository, behind a link',
    'build-context',
  ),
  refused('F89', 'A Dockerfile outside of the repository, or behind a link', 'build-context'),
  refused('F90', '`additional_contexts`: a folder of the machine, the image of another run', 'build-context'),
  refused('F91', '`build: ssh`, a build secret from a file of the machine', 'build-secrets'),
  refused('F92', '`build: network: host`, `privileged`, `entitlements`', 'build-privileges'),
  {
    id: 'F94',
    attack:
      'A program of somebody else is to read the Dockerfile: `# syntax=evil/frontend`, `// syntax=`, `BUILDKIT_SYNTAX`',
    treatment: 'nothing is fetched or run; the report names the line. The argument is left out',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F95',
    attack:
      'ADD fetches from the loopback of the engine, from the metadata service, from a name that could mean either',
    treatment:
      'the engine fetches from a short list of public hosts only; nobody is asked, and the report names the line',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F96',
    attack: 'RUN --network=host, RUN --security=insecure',
    treatment: 'the builder refuses; the report names the line',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F99',
    attack: 'A RUN that never ends',
    treatment: 'the build is stopped when its time is over; of its steps nothing runs on',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F100',
    attack: 'A fork bomb in a RUN',
    treatment: 'held to the processes of the assignment, and stopped when it goes on asking for more',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F101',
    attack: 'A RUN that fills the disk',
    treatment: 'the build is stopped when it wrote more than the assignment allows; the disk is given back',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F102',
    attack: 'A RUN that prints without end',
    treatment: 'the builder clips what a step prints, and the last lines alone are kept',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F104',
    attack: 'An image larger than everything that a submission may write',
    treatment:
      'the line of the service says so and how to make it smaller; one that was fetched for it is removed again. No registry was reachable: seen with an image that was there',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F180',
    attack: 'ADD clones a Git repository, over HTTPS or SSH',
    treatment: 'refused by the source policy; the remedy is a RUN that clones',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F181',
    attack: 'FROM, COPY --from and RUN --mount=from= take the image of another run',
    treatment: 'names of runs are denied, also behind a variable',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F182',
    attack: 'FROM takes an image that only this machine has, or one of a registry in its network',
    treatment: 'refused before anything is fetched',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F183',
    attack: 'A RUN that uses up the memory',
    treatment: 'killed within the memory of the assignment, and told as that',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F184',
    attack: 'ADD unpacks an archive of a few bytes to gigabytes',
    treatment: 'what it unpacks to is measured before: nothing is unpacked, and the report names the file and the line',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F185',
    attack: 'A build leaves an image larger than the limit, layer by layer',
    treatment: 'it is not used, and the report says how large it may be',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F186',
    attack: 'A cache mount of another student is read, or prepared for the next',
    treatment: 'cache mounts have names of the repository alone, and are removed after each run',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F187',
    attack: 'The result of a step that read a secret is taken over by another student with the same Dockerfile',
    treatment: 'results of a build that reads secrets are found again by builds of the same repository only',
    test: ON_THE_ENGINE,
  },
  {
    id: 'F261',
    attack:
      'A cache mount of one’s own is filled, and then a step is run that others run too: its result would be theirs',
    treatment: 'results of a build with cache mounts are found again by builds of the same repository only',
    test: ON_THE_ENGINE,
  },
  refused('F188', 'The name of a further context has a `=`, behind which another source stands', 'build-context'),
  {
    id: 'F189',
    attack: 'The name of a build argument has a `=`, behind which a proxy or another program stands',
    treatment: 'left out, like every argument that steers the builder; the report says so',
    test: AT_THE_DOOR,
  },
];
