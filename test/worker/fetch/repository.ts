import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A git repository with a work tree, made with the machine's git and no setting of its user. */
export interface Repository {
  folder: string;
  git(...args: string[]): string;
  /** Writes the files, commits everything and returns the commit. */
  commit(files: Record<string, string>): string;
}

export function makeRepository(folder: string): Repository {
  mkdirSync(folder, { recursive: true });
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'A Student',
        GIT_AUTHOR_EMAIL: 'student@example.com',
        GIT_COMMITTER_NAME: 'A Student',
        GIT_COMMITTER_EMAIL: 'student@example.com',
        GIT_ALLOW_PROTOCOL: 'file:https',
      },
    }).trim();
  git('init', '--quiet', '--initial-branch=main');
  return {
    folder,
    git,
    commit(files) {
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), content);
      }
      git('add', '--all');
      git('commit', '--quiet', '--message=work');
      return git('rev-parse', 'HEAD');
    },
  };
}
