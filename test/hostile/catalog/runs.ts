import type { Threat } from './threat.ts';

const RUNNING = 'test/hostile/runs.docker.test.ts';

export const RUNS: readonly Threat[] = [
  {
    id: 'F71',
    attack: '`tmpfs` of 100 GB with `exec,suid`, `shm_size: 64g`',
    treatment: 'at most 256 MiB each, without set-user-id programs and devices; both count as memory of the container',
    test: RUNNING,
  },
  {
    id: 'F106',
    attack: 'A fork bomb, 10 GB of memory, every file descriptor, and 50 GB in one file, in one stack',
    treatment:
      'a control group holds memory, processes and CPU of the submission together, each container has its own below; another job on the same worker passes meanwhile',
    test: RUNNING,
  },
  {
    id: 'F107',
    attack: '`stop_grace_period: 9999h` and a program that ignores SIGTERM',
    treatment: 'ten seconds at most where a stop is asked for; the teardown kills, in seconds',
    test: RUNNING,
  },
  {
    id: 'F108',
    attack: '`restart: always` and a program that always crashes',
    treatment: 'five restarts at most; gone after the teardown',
    test: RUNNING,
  },
  {
    id: 'F109',
    attack: 'A health check every millisecond',
    treatment: 'every two seconds at most',
    test: RUNNING,
  },
  {
    id: 'F110',
    attack: 'Anonymous volumes, which carry no label',
    treatment: 'remembered while their containers run, removed with them',
    test: RUNNING,
  },
  {
    id: 'F112',
    attack:
      'Logs without an end: a line of 100 MB, terminal escapes that write to the clipboard, `</script>`, a formula',
    treatment:
      'kept on 10 MB of disk, read piece by piece; of a long line the beginning is shown; no escape reaches a report',
    test: RUNNING,
  },
  {
    id: 'F113',
    attack: 'The worker is killed (SIGKILL) in each stage',
    treatment:
      'the next sweep removes containers, volumes, images, folder and control group; another worker runs the job again',
    test: 'test/worker/main-kill.docker.test.ts',
  },
  {
    id: 'F200',
    attack: 'Programs that leave the tree of processes of their container (double fork, new session)',
    treatment: 'they end with their container; the control group is not given up before nothing runs in it',
    test: RUNNING,
  },
  {
    id: 'F201',
    attack: 'Files that look larger than they are: sparse ones, one with fifty names',
    treatment: 'blocks are counted, each once: an honest stack that has such files passes',
    test: RUNNING,
  },
  {
    id: 'F202',
    attack: 'The disk is filled with files that were removed while they are still open, so that no folder shows them',
    treatment: 'what free space is missing is looked for among the open files of the submission; the stack is stopped',
    test: RUNNING,
  },
  {
    id: 'F203',
    attack: 'A volume is filled while its folders are renamed all the time, so that whoever counts loses the way',
    treatment: 'what vanished is left out, the next count sees it; the stack is stopped',
    test: RUNNING,
  },
  {
    id: 'F204',
    attack: 'Empty files without number in a folder that is mounted from the repository: they take inodes, not space',
    treatment:
      'free inodes are watched like free space: about a million for 5 GiB of `limits.disk`; the stack is stopped',
    test: RUNNING,
  },
  {
    id: 'F205',
    attack:
      'One submission takes every inotify instance and every context for asynchronous I/O, which the kernel counts for all containers together',
    treatment:
      'the engine raises those counters, so that the memory of each submission is what bounds them; others get theirs',
    test: RUNNING,
  },
  {
    id: 'F206',
    attack: 'The total time of a submission ends in the middle of a drill',
    treatment: 'the drill is left at once, the report says so and keeps what was found before, nothing is left',
    test: RUNNING,
  },
  {
    id: 'F207',
    attack: 'A stack fills the disk of a worker that has less room than its assignment grants',
    treatment:
      'below 1 GiB the stack that wrote most is stopped, as a fault of ours that costs no attempt; the worker goes on',
    test: 'test/worker/limits/disk-watch.docker.test.ts',
  },
  {
    id: 'F245',
    attack: "A runtime with a kernel of its own tells process ids that mean processes of the engine's machine",
    treatment: 'what is none of the container is left out of every list, and no signal goes there',
    test: 'test/engine/own/runtime.docker.test.ts',
  },
];
