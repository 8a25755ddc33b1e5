import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { git } from '../../worker/fetch/git.ts';
import { Canary } from '../support/canary.ts';
import { type GitServer, gitServer } from '../worker/fetch/git-server.ts';
import { makeRepository, type Repository } from '../worker/fetch/repository.ts';
import { temporary } from '../worker/fetch/taking.ts';
import { GIT } from './catalog/git.ts';
import { threatOf } from './catalog/threat.ts';
import { beginPack, deltaBomb, objectHeader, packHeader, piece } from './git-answers.ts';
import { publish, refused, tree } from './git-trees.ts';

const MIB = 1024 * 1024;
const tooLarge = expect.objectContaining({ code: 'repository-too-large' });

let server: GitServer;
beforeAll(async () => {
  server = await gitServer();
  process.env.GIT_SSL_CAINFO = server.certificate;
});
beforeEach(() => {
  server.intercept = () => false;
});
afterAll(() => server[Symbol.asyncDispose]());

function repository(name: string): Repository {
  return makeRepository(join(server.root, name));
}

describe(threatOf(GIT, 'F122').attack, () => {
  test('F122 a tree that stands for billions of files', async () => {
    const bomb = repository('bomb');
    bomb.commit({ a: 'a' });
    let entry = `100644 blob ${bomb.git('rev-parse', 'HEAD:a')}`;
    for (let level = 0; level < 4; level += 1) {
      entry = `040000 tree ${tree(
        bomb,
        Array.from({ length: 200 }, (_, index) => [entry, `x${index}`]),
      )}`;
    }
    publish(bomb, entry.split(' ')[2] ?? '');
    expect(await refused(`${server.url}/bomb`)).toEqual(tooLarge);
  });

  test('F122 a folder of 200,000 files, and a few files of 600 MiB in all', { timeout: 90_000 }, async () => {
    const many = repository('many');
    many.commit({ a: 'a', big: '0'.repeat(30 * MIB) });
    const [small, big] = ['a', 'big'].map((name) => `100644 blob ${many.git('rev-parse', `HEAD:${name}`)}`);
    publish(
      many,
      tree(
        many,
        Array.from({ length: 200_000 }, (_, index) => [`${small}`, `${index}`]),
      ),
    );
    expect(await refused(`${server.url}/many`)).toEqual(tooLarge);
    publish(
      many,
      tree(
        many,
        Array.from({ length: 20 }, (_, index) => [`${big}`, `${index}`]),
      ),
    );
    expect(await refused(`${server.url}/many`)).toEqual(tooLarge);
  });

  test('F122 a file of 5 GB in a pack that never ends', async () => {
    const commit = repository('endless').commit({ a: 'a' });
    const began = performance.now();
    let sent = 0;
    const stopped = Promise.withResolvers<void>();
    server.intercept = (_, response, body) => {
      if (!body.includes('command=fetch')) return false;
      endless(response, commit, (bytes) => {
        sent += bytes;
      }).then(stopped.resolve, stopped.reject);
      return true;
    };
    expect(await refused(`${server.url}/endless`)).toEqual(tooLarge);
    await stopped.promise;
    expect(sent).toBeGreaterThan(500 * MIB);
    expect(sent).toBeLessThan(700 * MIB);
    expect(performance.now() - began).toBeLessThan(60_000);
  });
});

/** A blob that says to be of 5 GB, in pieces that are not packed any smaller, for as long as somebody takes them. */
async function endless(response: ServerResponse, commit: string, onSent: (bytes: number) => void): Promise<void> {
  const gone = once(response, 'close');
  beginPack(response, commit);
  response.write(piece(Buffer.concat([packHeader(3), objectHeader('blob', 5e9), Buffer.from([0x78, 0x01])])));
  const block = Buffer.alloc(5 + 0xf000, 'x');
  block.writeUInt8(0, 0);
  block.writeUInt16LE(0xf000, 1);
  block.writeUInt16LE(0xffff - 0xf000, 3);
  const packed = Buffer.concat(Array.from({ length: 16 }, () => piece(block)));
  while (!response.closed) {
    onSent(packed.length);
    if (!response.write(packed)) await Promise.race([once(response, 'drain'), gone]);
  }
}

describe(threatOf(GIT, 'F228').attack, () => {
  test('F228 ends where the memory of git ends', async () => {
    const commit = repository('delta').commit({ a: 'a' });
    const pack = deltaBomb(256);
    expect(pack.length).toBeLessThan(64 * 1024);
    server.intercept = (_, response, body) => {
      if (!body.includes('command=fetch')) return false;
      beginPack(response, commit);
      response.end(Buffer.concat([piece(pack), Buffer.from('0000')]));
      return true;
    };
    expect(await refused(`${server.url}/delta`)).toEqual(tooLarge);
  });

  test('F228 a git that runs what it is told sees its own folders, and nothing else of the machine', async ({
    signal,
  }) => {
    await using canary = await Canary.plant();
    const folder = temporary();
    // Names that nobody can have left there.
    const holes = [`/etc/${canary.secret}`, `/usr/${canary.secret}`, `${canary.file}2`];
    const script = [
      ...['env', `cat ${canary.file}`, 'ls /etc/shadow /run /var /root /home', 'ls -d /proc/[0-9]*', 'ulimit -f -v'],
      ...[`touch $(cat ${folder}/holes) 2>&1 | wc -l`, `echo mine > ${folder}/mine`],
    ];
    writeFileSync(join(folder, 'script'), script.join('\n'));
    writeFileSync(join(folder, 'holes'), holes.join('\n'));
    const calls = ['-c', `alias.told=!sh ${folder}/script`, 'told'];
    const sealed = await git(calls, { signal, timeout: 10_000, cwd: folder, folders: [folder] });
    expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine\n');
    canary.expectNowhereIn(sealed);
    expect(sealed.stdout).not.toMatch(/shadow|docker|\/proc\/\d{4,}/);
    expect(sealed.stdout).toMatch(/^\/proc\/1$/m);
    expect(sealed.stdout).not.toContain('unlimited');
    for (const path of holes) expect(existsSync(path), path).toBe(false);
    // The same without the seal, so that what is looked for could be found.
    const open = await git(['-c', `alias.told=!cat ${canary.file}`, 'told'], { signal, timeout: 10_000, cwd: folder });
    expect(open.stdout).toContain(canary.secret);
  });
});
