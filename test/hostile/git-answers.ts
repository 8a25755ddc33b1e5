import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { deflateSync } from 'node:zlib';

/** A line of git's protocol: its length in four hex digits, then its bytes. */
export function line(content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.from((bytes.length + 4).toString(16).padStart(4, '0')), bytes]);
}

/** Answers what git asks for when it fetches, up to where the pack begins. */
export function beginPack(response: ServerResponse, commit: string): void {
  response.writeHead(200, { 'content-type': 'application/x-git-upload-pack-result' });
  response.write(
    Buffer.concat([line('shallow-info\n'), line(`shallow ${commit}`), Buffer.from('0001'), line('packfile\n')]),
  );
}

/** A piece of a pack, at most 65,515 bytes, on the band that carries it. */
export function piece(bytes: Buffer): Buffer {
  return line(Buffer.concat([Buffer.from([1]), bytes]));
}

export function packHeader(objects: number): Buffer {
  const header = Buffer.from('PACK\0\0\0\u0002\0\0\0\0', 'latin1');
  header.writeUInt32BE(objects, 8);
  return header;
}

const KINDS = { blob: 3, offsetDelta: 6 };

/** The header of an object: its kind and its size when it is unpacked. */
export function objectHeader(kind: keyof typeof KINDS, size: number): Buffer {
  const bytes = [(KINDS[kind] << 4) | (size % 16)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

/**
 * A pack of two objects: a blob of 16 MiB, and the instructions to put `times` copies of it one after the other.
 */
export function deltaBomb(times: number): Buffer {
  const size = 0xffffff;
  const blob = Buffer.concat([objectHeader('blob', size), deflateSync(Buffer.alloc(size))]);
  // From offset 0, that many bytes.
  const copy = Buffer.from([0x80 | 0x10 | 0x20 | 0x40, 0xff, 0xff, 0xff]);
  const copies = Array.from({ length: times }, () => copy);
  const delta = Buffer.concat([number(size), number(size * times), ...copies]);
  const bomb = [objectHeader('offsetDelta', delta.length), offset(blob.length), deflateSync(delta)];
  const pack = Buffer.concat([packHeader(2), blob, ...bomb]);
  return Buffer.concat([pack, createHash('sha1').update(pack).digest()]);
}

/** Seven bits a byte, the lowest first. */
function number(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

/** How far back the base of a delta begins: seven bits a byte, the highest first, each but the last one less. */
function offset(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    rest -= 1;
    bytes.unshift((rest % 128) | 0x80);
  }
  return Buffer.from(bytes);
}
