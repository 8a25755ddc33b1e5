import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyDockerfile } from '../../worker/build/dockerfile-copy.ts';
import { foreignFrontend } from '../../worker/build/frontend.ts';
import { writeFiles } from '../support/hostile.ts';
import { withFolder } from '../support/scenario.ts';
import { BESIDE, fileOf } from '../worker/admission/support/attacks.ts';
import { NETWORKS_AND_BUILDS } from '../worker/admission/support/attacks-on-networks.ts';
import { admitFiles } from '../worker/admission/support/compose.ts';
import { BUILDS } from './catalog/builds.ts';
import { named, threatOf } from './catalog/threat.ts';

describe('At the door', () => {
  test.for(
    (['F84', 'F85', 'F86', 'F88', 'F89', 'F90', 'F91', 'F92', 'F188'] as const).map((id) => threatOf(BUILDS, id)),
  )('$id $attack', async ({ id }, { signal }) => {
    const attacks = NETWORKS_AND_BUILDS.filter((attack) => attack.id === id);
    expect(attacks).not.toEqual([]);
    for (const attack of attacks) {
      const { admission } = await admitFiles({ ...BESIDE, ...attack.files, 'compose.yaml': fileOf(attack) }, signal);
      const rules = admission.outcome === 'refused' ? admission.refusals.map(({ rule }) => rule) : [];
      expect([...new Set(rules)], attack.name).toEqual([attack.rule]);
    }
  });

  test(named(threatOf(BUILDS, 'F189')), async ({ signal }) => {
    const names = [
      'http_proxy=http://evil.example#',
      'BUILDKIT_SYNTAX=evil/frontend',
      'A=B',
      'BUILDKIT_CACHE_MOUNT_NS',
    ];
    const args = Object.fromEntries(names.map((name) => [name, 'x']));
    const text = `services:\n  app:\n    build: ${JSON.stringify({ context: '.', args: { ...args, VERSION: '1' } })}\n`;
    const { admission } = await admitFiles({ ...BESIDE, Dockerfile: 'FROM scratch\n', 'compose.yaml': text }, signal);
    expect(admission).toMatchObject({
      outcome: 'admitted',
      model: { services: { app: { build: { args: { VERSION: '1' } } } } },
    });
    expect('model' in admission && admission.model.services.app?.build?.args).toEqual({ VERSION: '1' });
    expect(admission.notes.filter(({ rule }) => rule === 'build-args')).toHaveLength(names.length);
  });
});

describe('A Dockerfile is read by no program but the builder’s and Docker’s own:', () => {
  test.for([
    ['# syntax=evil/frontend:1\nFROM scratch\n', 1],
    ['#syntax = evil/frontend\nFROM scratch\n', 1],
    ['# escape=`\n# SYNTAX=evil/frontend\nFROM scratch\n', 2],
    ['\uFEFF# syntax=evil/frontend\nFROM scratch\n', 1],
    ['#!/bin/sh\n# syntax=evil/frontend\nFROM scratch\n', 2],
    ['// syntax=evil/frontend\nFROM scratch\n', 1],
    ['# escape=`\n// syntax=evil/frontend\nFROM scratch\n', null],
    ['{"syntax": "evil/frontend"}\nFROM scratch\n', 1],
    ['{"s\\u0079ntax": "evil/frontend"}\n', 1],
    ['# syntax=docker/dockerfile:1 evil\nFROM scratch\n', 1],
    ['# syntax=docker/dockerfile.evil\nFROM scratch\n', 1],
    ['# syntax=Docker/dockerfile:1\nFROM scratch\n', 1],
    ['# syntax=docker/dockerfile:1\nFROM scratch\n', null],
    ['# A comment\n# syntax=evil/frontend\nFROM scratch\n', null],
  ] as const)('%o', ([text, line]) => expect(foreignFrontend(text)?.line ?? null).toBe(line));
});

test('Beside the Dockerfile that is built from lies nothing but its list of what it leaves out: no policy, no link', async () => {
  await withFolder(async (folder) => {
    const root = join(folder, 'context');
    await writeFiles(root, {
      'a.Dockerfile': 'FROM scratch\n',
      'a.Dockerfile.rego': 'package docker\n',
      'a.Dockerfile.dockerignore': 'b\n',
      'b.Dockerfile': 'FROM scratch\n',
      'b.Dockerfile.dockerignore': { link: '/etc/passwd' },
    });
    const placed = async (name: string) => {
      const { path } = await copyDockerfile(root, join(folder, name), {
        context: root,
        dockerfile: `${name}.Dockerfile`,
      });
      expect(await readFile(path, 'utf8')).toBe('FROM scratch\n');
      const names = await readdir(join(folder, name));
      const links = await Promise.all(
        names.map(async (file) => (await lstat(join(folder, name, file))).isSymbolicLink()),
      );
      expect(links).not.toContain(true);
      return names.sort();
    };
    expect(await placed('a')).toEqual(['a.Dockerfile', 'a.Dockerfile.dockerignore']);
    expect(await placed('b')).toEqual(['b.Dockerfile']);
  });
});
