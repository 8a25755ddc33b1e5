import { describe, expect, test } from 'vitest';
import type { MountFacts } from '../../../src/core/evidence/index.ts';
import { mountHolding } from '../../../worker/observe/mounts.ts';

const at = (destination: string): MountFacts => ({
  type: 'volume',
  name: 'v',
  anonymous: false,
  destination,
  readOnly: false,
});

describe('The mount that holds a directory', () => {
  test('is the one on the directory itself', () => {
    expect(mountHolding('/var/lib/postgresql/data', [at('/var/lib/postgresql/data')])?.destination).toBe(
      '/var/lib/postgresql/data',
    );
  });

  test('is one above it', () => {
    expect(mountHolding('/var/lib/postgresql/data/pgdata', [at('/var/lib/postgresql')])?.destination).toBe(
      '/var/lib/postgresql',
    );
  });

  test('is the deepest of several', () => {
    expect(mountHolding('/data/db', [at('/data'), at('/data/db')])?.destination).toBe('/data/db');
  });

  test('is not one whose name only begins alike', () => {
    expect(mountHolding('/var/lib/mysql', [at('/var/lib/my')])).toBeNull();
  });

  test('is not one below it', () => {
    expect(mountHolding('/var/lib/mysql', [at('/var/lib/mysql/backup')])).toBeNull();
  });
});
