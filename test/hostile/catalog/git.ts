import type { Threat } from './threat.ts';

const DOORS = 'test/hostile/git-doors.test.ts';
const NETWORK = 'test/hostile/git-network.test.ts';
const CONTENT = 'test/hostile/git-content.test.ts';
const BOMBS = 'test/hostile/git-bombs.test.ts';
const BELOW = 'test/hostile/git-below.test.ts';

export const GIT: readonly Threat[] = [
  {
    id: 'F116',
    attack:
      'An address of another protocol, of a path or of an option: `ext::sh -c id`, `file:///etc`, `--upload-pack=x`, `git://`',
    treatment: 'refused when it is handed in, and once more by the worker: only `https://` addresses are repositories',
    test: DOORS,
  },
  {
    id: 'F117',
    attack: 'An address that holds a user name and a token',
    treatment:
      'refused by service and worker; the token is in no answer, no log, no error and no argument of a program',
    test: DOORS,
  },
  {
    id: 'F118',
    attack:
      'Hosts inside: `127.0.0.1`, `0x7f.1`, `[::ffff:10.0.0.1]`, `localhost.`, `metadata.google.internal`, other ports, look-alikes',
    treatment:
      'refused: service and worker take the hosts of `DOCKGRADE_GIT_HOSTS` alone, and `dockgrade grade` none that leads into a private network',
    test: DOORS,
  },
  {
    id: 'F119',
    attack: 'A host that is taken redirects to the metadata of a cloud, or to a service of the machine',
    treatment: 'not followed: `repository-unreachable`, and nobody connects there',
    test: NETWORK,
  },
  {
    id: 'F120',
    attack:
      'A ref that is an option or an expression (`--output=/x`, `a..b`, `@{u}`), and a branch with the name of a commit',
    treatment: 'refused when it is handed in and by the worker; 40 hex digits are always the commit itself',
    test: DOORS,
  },
  {
    id: 'F121',
    attack: 'Submodules of local paths, of internal addresses and with a carriage return in their path',
    treatment: 'not fetched; the time line of the report says which folders are empty',
    test: CONTENT,
  },
  {
    id: 'F122',
    attack: 'A tree that stands for billions of files, 200,000 files, a file of 5 GB, a pack that never ends',
    treatment: '`repository-too-large`, before a file is written; the pack is cut off where it grows beyond the limit',
    test: BOMBS,
  },
  {
    id: 'F123',
    attack: 'A repository that asks for a password',
    treatment: '`repository-private` at once: nobody is asked',
    test: NETWORK,
  },
  {
    id: 'F124',
    attack: 'Files of Git LFS, with a server of their own',
    treatment:
      'not fetched: the text that stands for them stays, the time line of the report says so, and nobody connects there',
    test: CONTENT,
  },
  {
    id: 'F127',
    attack: 'The branch is moved while it is fetched',
    treatment: 'what is graded is the commit that the branch stood for first, and the report names it',
    test: NETWORK,
  },
  {
    id: 'F220',
    attack:
      'A name that DNS leads to this machine, into a private network or to the metadata of a cloud, also beside a public address',
    treatment:
      '`repository-not-allowed`, and nobody connects there: every address of a host must be a public one, or named with it by the operator',
    test: NETWORK,
  },
  {
    id: 'F221',
    attack: 'A name that leads elsewhere when it is looked up a second time',
    treatment: 'it is looked up once; git and redirects go to the addresses that were found then',
    test: NETWORK,
  },
  {
    id: 'F222',
    attack:
      '`.gitattributes` that blow files up while they are written (`ident`, `working-tree-encoding`) or call a filter',
    treatment: 'without effect: files are written as they were committed, but for line ends',
    test: CONTENT,
  },
  {
    id: 'F223',
    attack:
      'Names: `.GIT`, `git~1`, `..`, with line ends, terminal codes or broken UTF-8, of thousands of characters, and the same in upper and lower case',
    treatment: '`repository-damaged` with the reason, and nothing is written; upper and lower case are two files',
    test: CONTENT,
  },
  {
    id: 'F224',
    attack: 'Links to files of the worker, to folders out of the tree, and files below such links',
    treatment: 'links stay links; nothing that reads, copies or changes the checkout follows one out of it',
    test: CONTENT,
  },
  {
    id: 'F225',
    attack: 'A server that never answers, answers a byte at a time, or never ends its headers or its list of branches',
    treatment: 'given up after 15 seconds, with what became of it; no process is left',
    test: NETWORK,
  },
  {
    id: 'F226',
    attack: 'A server whose messages hold terminal codes, or claim a fault of the machine such as a full disk',
    treatment: 'not believed, and shown without what could act on a terminal',
    test: NETWORK,
  },
  {
    id: 'F227',
    attack: 'A server with the certificate of another host',
    treatment: '`repository-unreachable`: without a certificate for the very host nothing is asked of it',
    test: NETWORK,
  },
  {
    id: 'F228',
    attack: 'A few kilobytes that git unpacks to gigabytes in memory',
    treatment:
      '`repository-too-large`: git has bounds of memory, processor time and file size, and sees no other file of the machine',
    test: BOMBS,
  },
  {
    id: 'F229',
    attack:
      'Git called below what was handed in: embedded bare repositories, `.git` files that point elsewhere, settings with programs',
    treatment:
      'nothing is executed: git reads no more than the commit of a local folder, with every program of a setting switched off',
    test: BELOW,
  },
];
