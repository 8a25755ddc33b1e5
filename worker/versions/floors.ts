/** A program that stands between strangers' code and this machine. */
export interface Part {
  id: string;
  name: string;
  /** The first version in which every known hole that a hostile repository could use is closed; a further one where an older line is mended too. */
  floor: string;
  olderLine?: { from: string; floor: string };
  /** Those holes: a distributor may have closed them under an older number, and then says so in the changelog of one of `packages`. */
  holes: readonly string[];
  packages: readonly string[];
}

export const PARTS = {
  engine: {
    id: 'engine-version',
    name: 'Docker Engine',
    floor: '29.7.1',
    holes: [
      ...['CVE-2026-33747', 'CVE-2026-33748', 'CVE-2026-34040', 'CVE-2026-41567', 'CVE-2026-41568'],
      ...['CVE-2026-42306', 'CVE-2026-17106'],
    ],
    packages: ['docker.io', 'docker-ce'],
  },
  compose: { id: 'compose-version', name: 'Docker Compose', floor: '2.40.3', holes: [], packages: [] },
  buildkit: { id: 'buildkit-version', name: 'BuildKit', floor: '0.31.2', holes: [], packages: [] },
  runc: {
    id: 'runc-version',
    name: 'runc',
    floor: '1.3.3',
    olderLine: { from: '1.2.8', floor: '1.3.0' },
    holes: ['CVE-2025-31133', 'CVE-2025-52565', 'CVE-2025-52881'],
    packages: ['runc', 'containerd.io'],
  },
  git: {
    id: 'git-version',
    name: 'git',
    floor: '2.50.1',
    holes: ['CVE-2025-48384', 'CVE-2025-48385'],
    packages: ['git'],
  },
} as const satisfies Record<string, Part>;
