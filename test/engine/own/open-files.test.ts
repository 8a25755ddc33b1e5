import { execa } from 'execa';
import { expect, test } from 'vitest';
import { mostOpenFiles, openFilesOf } from '../../../worker/engine/own/open-files.ts';

const LIMITS = `Limit                     Soft Limit           Hard Limit           Units
Max processes             unlimited            unlimited            processes
Max open files            1024                 20000                files     
`;

test('an engine without the right to raise limits gives no more open files than it has itself', () => {
  expect(mostOpenFiles({ status: 'Name:\tdockerd\nCapEff:\t000001fffeffffff\n', limits: LIMITS })).toBe(20_000);
});

test('an engine with that right gives as many as are asked for', () => {
  expect(mostOpenFiles({ status: 'Name:\tdockerd\nCapEff:\t000001ffffffffff\n', limits: LIMITS })).toBeNull();
});

test('what is told of a process is what the kernel then allows', async () => {
  const most = openFilesOf(process.pid);
  const wanted = most === null ? 65_536 : most + 1;
  const { exitCode } = await execa('prlimit', [`--nofile=${wanted}`, 'true'], { reject: false });
  expect(exitCode === 0).toBe(most === null);
  expect((await execa('prlimit', [`--nofile=${most ?? wanted}`, 'true'])).exitCode).toBe(0);
});
