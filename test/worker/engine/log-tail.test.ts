import { expect, test } from 'vitest';
import { LogTail } from '../../../worker/engine/log-tail.ts';

const MIB = 1024 * 1024;

/** As Docker sends it: eight bytes before each piece. */
function frame(text: string | Buffer, stream = 1): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt32BE(body.length, 4);
  return Buffer.concat([header, body]);
}

test('a log comes out as it was written, wherever the pieces are cut', () => {
  const log = Buffer.concat([frame('one\n'), frame('an error\n', 2), frame('twö\nthr'), frame('ee'), frame('')]);
  for (let at = 0; at <= log.length; at += 1) {
    const tail = new LogTail();
    tail.take(log.subarray(0, at));
    tail.take(log.subarray(at));
    expect(tail.toString()).toBe('one\nan error\ntwö\nthree');
  }
});

test('nothing written is an empty text, and a last line that ended keeps its end', () => {
  expect(new LogTail().toString()).toBe('');
  const tail = new LogTail();
  tail.take(frame('\n'));
  expect(tail.toString()).toBe('\n');
});

test('of a line of 100 MB its beginning is kept and the rest is counted, without ever being held', () => {
  const tail = new LogTail();
  const piece = frame(Buffer.alloc(16 * 1024, 'x'));
  tail.take(frame('before\n'));
  const before = process.memoryUsage();
  for (let sent = 0; sent < 100 * MIB; sent += 16 * 1024) tail.take(piece);
  const after = process.memoryUsage();
  tail.take(frame('\nafter\n'));
  const [first, long, last] = tail.toString().split('\n');
  expect([first, last]).toEqual(['before', 'after']);
  expect(long).toBe(`${'x'.repeat(4096)} … [+${100 * MIB - 4096} bytes]`);
  expect(after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed).toBeLessThan(20 * MIB);
});

test('of many lines the last are kept', () => {
  const tail = new LogTail();
  for (let line = 0; line < 50_000; line += 1) tail.take(frame(`line ${line}\n`));
  const text = tail.toString();
  expect(text.length).toBeLessThanOrEqual(64 * 1024);
  expect(text.endsWith('line 49998\nline 49999\n')).toBe(true);
});
