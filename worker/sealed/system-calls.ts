/** What a program that reads files needs no more: each number is that of its architecture's own table of system calls. */
const NUMBERS = {
  x64: {
    audit: 0xc000003e,
    clone: 56,
    clone3: 435,
    // fork, vfork; socket, socketpair
    refused: [57, 58, 41, 53]
      // ptrace, process_vm_readv, process_vm_writev; unshare, setns, mount, umount2, pivot_root, move_mount, open_tree, fsopen
      .concat([101, 310, 311, 272, 308, 165, 166, 155, 429, 428, 430])
      // memory that no limit counts: memfd_create, shmget, memfd_secret; what the kernel does on behalf of others: bpf, perf_event_open,
      // io_uring_setup, userfaultfd, add_key, request_key, keyctl
      .concat([319, 29, 447, 321, 298, 425, 323, 248, 249, 250]),
  },
  arm64: {
    audit: 0xc00000b7,
    clone: 220,
    clone3: 435,
    refused: [198, 199]
      .concat([117, 270, 271, 97, 268, 40, 39, 41, 429, 428, 430])
      .concat([279, 194, 447, 280, 241, 425, 282, 217, 218, 219]),
  },
};

/**
 * A filter for the kernel (seccomp): no further process, only threads, no socket of any kind, and none of the calls through which sandboxes were left before. For
 * `bwrap --seccomp`. undefined for an architecture that has no table here; the other walls stand without it.
 * @param arch as `process.arch` says it
 */
export function systemCallFilter(arch: string): Uint8Array | undefined {
  const table = Object.hasOwn(NUMBERS, arch) ? NUMBERS[arch as keyof typeof NUMBERS] : undefined;
  if (!table) return undefined;
  const program = [
    load(ARCHITECTURE),
    jumpIf(EQUAL, table.audit, 1, 0),
    end(KILL),
    load(NUMBER),
    // The second, 32-bit table of x86-64 begins here; no other architecture has numbers that high.
    jumpIf(AT_LEAST, 0x4000_0000, 0, 1),
    end(KILL),
    ...table.refused.flatMap((number) => [jumpIf(EQUAL, number, 0, 1), end(REFUSE + EPERM)]),
    // Its flags lie behind a pointer, where no filter sees them: whoever hears that it is missing takes `clone`.
    jumpIf(EQUAL, table.clone3, 0, 1),
    end(REFUSE + ENOSYS),
    jumpIf(EQUAL, table.clone, 1, 0),
    end(ALLOW),
    load(FIRST_ARGUMENT),
    jumpIf(ANY_BIT, CLONE_THREAD, 0, 1),
    end(ALLOW),
    end(REFUSE + EPERM),
  ];
  return Buffer.concat(program);
}

/** Offsets in what the kernel shows the filter (struct seccomp_data). */
const NUMBER = 0;
const ARCHITECTURE = 4;
const FIRST_ARGUMENT = 16;

const ALLOW = 0x7fff_0000;
const KILL = 0x8000_0000;
const REFUSE = 0x0005_0000;
const EPERM = 1;
const ENOSYS = 38;
const CLONE_THREAD = 0x0001_0000;

const EQUAL = 0x15;
const AT_LEAST = 0x35;
const ANY_BIT = 0x45;

function load(offset: number): Buffer {
  return instruction(0x20, 0, 0, offset);
}

/** Skips so many of the instructions that follow. */
function jumpIf(test: number, value: number, then: number, otherwise: number): Buffer {
  return instruction(test, then, otherwise, value);
}

function end(action: number): Buffer {
  return instruction(0x06, 0, 0, action);
}

/** One instruction of the kernel's packet filter (struct sock_filter). Both architectures are little-endian. */
function instruction(code: number, then: number, otherwise: number, value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(then, 2);
  bytes.writeUInt8(otherwise, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
