import type { Threat } from './threat.ts';

const ADMISSION = 'test/hostile/networks.test.ts';
const ENGINE = 'test/hostile/networks.docker.test.ts';
const PROOF = 'test/worker/proof/proof.docker.test.ts';

export const NETWORKS: readonly Threat[] = [
  {
    id: 'F73',
    attack: 'The network is the `bridge` that all containers of the machine share',
    treatment: 'refused (`network-external`)',
    test: ADMISSION,
  },
  {
    id: 'F74',
    attack: 'A macvlan puts the containers into the network of the machine',
    treatment: 'refused (`network-driver`)',
    test: ADMISSION,
  },
  {
    id: 'F76',
    attack: 'Options of a network name the bridge of all, a subnet of the worker, or open it',
    treatment: 'left out: the bridge has a name of ours, the engine gives the addresses',
    test: ADMISSION,
  },
  {
    id: 'F77',
    attack: '50 networks use up the addresses of the engine',
    treatment: 'refused (`top-level`): 4 at most',
    test: ADMISSION,
  },
  {
    id: 'F78',
    attack: '`ports` opens 22 and 6379 on all addresses of the machine',
    treatment: 'no port of the machine is opened',
    test: ENGINE,
  },
  {
    id: 'F80',
    attack: '`extra_hosts` leads to the machine: `host.docker.internal:host-gateway`',
    treatment: 'left out; the name is unknown, in an open run too',
    test: ENGINE,
  },
  {
    id: 'F81',
    attack: "`logging` has the engine send what the application says to the worker's loopback",
    treatment: 'the driver is `local`; the listener sees no connection',
    test: ENGINE,
  },
  {
    id: 'F82',
    attack: 'Annotations of the runtime, labels of other programs and of Compose itself',
    treatment: 'absent from what was created',
    test: ENGINE,
  },
  {
    id: 'F87',
    attack: '`dns`, `mac_address` and `ipv4_address` take the place of somebody else',
    treatment: 'left out: the engine gives addresses and names',
    test: ENGINE,
  },
  {
    id: 'F103',
    attack: "`RUN` asks the clouds' metadata, private addresses and the worker itself",
    treatment: 'told at once that there is no way; a package mirror answers',
    test: ENGINE,
  },
  {
    id: 'F111',
    attack: "The application scans 172.16/12, its gateway and the worker's machine for a Redis",
    treatment: 'nothing is reached, the listeners see no connection',
    test: ENGINE,
  },
  {
    id: 'F190',
    attack: 'IPv6, with link-local addresses too, goes around the rules for IPv4',
    treatment: 'no container has an IPv6 address',
    test: ENGINE,
  },
  {
    id: 'F191',
    attack: 'A closed run carries data out in the names that it asks for',
    treatment: 'no name outside is resolved: the question does not leave the network',
    test: ENGINE,
  },
  {
    id: 'F192',
    attack: "The addresses of the way out, slirp4netns's 10.213.255.2, .3 and .100",
    treatment: 'closed, but for questions to the name server from open runs and builds',
    test: ENGINE,
  },
  {
    id: 'F193',
    attack: 'The container of another submission, from a closed run, an open run and a build',
    treatment: 'not reached, while it answers its prober',
    test: PROOF,
  },
  {
    id: 'F194',
    attack: 'Raw sockets forge addresses of neighbours (ARP) and packets',
    treatment: 'the capability is dropped: `Operation not permitted`',
    test: ENGINE,
  },
  {
    id: 'F195',
    attack: "A step of a build reaches a step of another submission's build",
    treatment: 'not reached, although both are on one bridge',
    test: ENGINE,
  },
  {
    id: 'F196',
    attack: 'An open run reaches private addresses, the machine and its metadata',
    treatment: 'told at once that there is no way; public addresses answer',
    test: ENGINE,
  },
  {
    id: 'F197',
    attack: 'The engine itself fetches from the machine or its metadata on behalf of a build',
    treatment: "the engine's own connections meet the same rules",
    test: PROOF,
  },
  {
    id: 'F198',
    attack: 'A worker grades in an engine whose containers reach the machine',
    treatment: 'the proof fails, `doctor` says what is reached, and the worker takes no jobs',
    test: PROOF,
  },
  {
    id: 'F199',
    attack: "A step of a build forges the addresses of another submission's build, on the bridge of both",
    treatment: 'the steps of builds have no raw sockets either: `Operation not permitted`',
    test: ENGINE,
  },
];
