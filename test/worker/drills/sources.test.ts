import { describe, expect, test } from 'vitest';
import type { DockerfileFacts } from '../../../src/core/evidence/index.ts';
import { commentAtEnd } from '../../../worker/drills/rebuild/comment.ts';
import { copied } from '../../../worker/drills/rebuild/copied.ts';
import { globOf } from '../../../worker/drills/rebuild/glob.ts';
import { ignoring } from '../../../worker/drills/rebuild/ignored.ts';
import { rankSources } from '../../../worker/drills/rebuild/rank.ts';
import { cpuSeconds } from '../../support/cpu-seconds.ts';

describe('The file to edit is', () => {
  test.each([
    ['what the command starts', ['src/users.js', 'src/server.js'], ['["node", "src/server.js"]'], 'src/server.js'],
    ['what it was compiled from', ['src/app.module.ts', 'src/main.ts'], ['["node", "dist/main.js"]'], 'src/main.ts'],
    ['the module that a server loads', ['shop/api.py', 'shop/db.py'], ['gunicorn shop.api:app'], 'shop/api.py'],
    ['the usual one when nothing is said', ['a/b/c.go', 'cmd/web/main.go'], [], 'cmd/web/main.go'],
    ['no script when there is a program', ['start.sh', 'src/x.php'], ['["./start.sh"]'], 'src/x.php'],
    ['no test, no setting, no declaration', ['app.test.js', 'jest.config.js', 'index.d.ts', 'z.js'], [], 'z.js'],
  ])('%s', (_, files, started, chosen) => expect(rankSources(files, started)[0]).toBe(chosen));

  test('none where there is only what installs and describes', () =>
    expect(rankSources(['package.json', 'README.md', 'setup.py', 'schema.sql', 'Dockerfile'], [])).toEqual([]));
});

test.each([
  ['server.js', '', '\n// x\n'],
  ['app.py', '', '\n# x\n'],
  ['index.html', '', '\n<!-- x -->\n'],
  ['index.php', '<?php echo 1;', '\n// x\n'],
  ['index.php', '<p><?= $x ?></p>', '<?php // x ?>'],
])('A comment in %s is one in its own language', (path, text, comment) =>
  expect(commentAtEnd(path, text, 'x')).toBe(comment),
);

test('What .dockerignore keeps out is told as Docker tells it', () => {
  const ignored = ignoring('# no\nnode_modules/\n*.log\n**/secret\nsrc/*\n!src/main.js\n/build\n');
  const paths = ['node_modules/a/b.js', 'x.log', 'deep/x.log', 'a/b/secret/c', 'src/a.js', 'src/main.js', 'build/x'];
  expect(paths.filter(ignored)).toEqual(['node_modules/a/b.js', 'x.log', 'a/b/secret/c', 'src/a.js', 'build/x']);
});

describe('A pattern', () => {
  test.each([
    ['src/*.js', 'src/a.js', 'src/b/a.js'],
    ['**/*.js', 'a/b/c.js', 'a/b/c.ts'],
    ['**', 'a/b', null],
    ['a/**/z', 'a/z', 'az'],
    ['./src/', 'src', 'src/a'],
    ['[Bb]in', 'Bin', 'din'],
    ['v[^0-4]', 'v5', 'v3'],
    ['a?c', 'abc', 'a/c'],
    ['a.c', 'a.c', 'abc'],
    ['\\*', '*', 'a'],
    ['[', '[', 'a'],
  ])('%s fits %s, not %s', (glob, fits, not) => {
    const pattern = globOf(glob);
    expect(pattern(fits)).toBe(true);
    expect(not !== null && pattern(not)).toBe(false);
  });

  test('with many stars is answered at once', () => {
    const began = process.cpuUsage();
    expect(ignoring(`${'*a'.repeat(60)}b\n${'**/'.repeat(40)}b`)('a'.repeat(250))).toBe(false);
    expect(cpuSeconds(began)).toBeLessThan(5);
  });
});

describe('What a Dockerfile copies', () => {
  test.each([
    ['everything', ['COPY . .'], ['a.js', 'src/b.js']],
    ['one folder', ['COPY src/ ./src'], ['src/b.js']],
    ['by a pattern', ['COPY *.js /app/'], ['a.js']],
    ['in the JSON form', ['COPY ["src", "/app"]'], ['src/b.js']],
    ['nothing, but a command may mount it', ['RUN make'], ['a.js', 'src/b.js']],
  ])('%s', (_, lines, found) => expect(['a.js', 'src/b.js'].filter(copied(file(lines), null))).toEqual(found));

  test('from another context is not from this one', () => {
    const facts = file(['COPY a.js .', 'COPY --from=code src .']);
    expect(['a.js', 'src/b.js'].filter(copied(facts, null))).toEqual(['a.js']);
    expect(['a.js', 'src/b.js'].filter(copied(facts, 'code'))).toEqual(['src/b.js']);
  });
});

function file(lines: readonly string[]): DockerfileFacts {
  const instructions = lines.map((line, at) => {
    const [keyword = '', ...words] = line.split(' ');
    const flags = words.filter((word) => word.startsWith('--'));
    const text = words.filter((word) => !word.startsWith('--')).join(' ');
    return { keyword, text, flags, line: at + 1, stage: 0 };
  });
  return { service: 'web', file: 'Dockerfile', exists: true, stages: [], instructions };
}
