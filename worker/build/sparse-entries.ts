/** An entry may claim to be larger than what stands in the archive: the rest is written as zeros. */
const CLAIM = 'GNU.sparse.';
const SPARSE = /GNU\.sparse\.(?:realsize|size)=(\d{1,15})/g;
/** Characters of such a claim that one chunk may end with. */
const OVERLAP = 64;

/** Older archives say so in the header of the entry: its kind, the format, and the size in octal or, with the first bit set, in binary. */
const BLOCK = 512;
const KIND = { at: 156, sparse: 'S'.charCodeAt(0) };
const FORMAT = { at: 257, gnu: Buffer.from('ustar ') };
const REAL_SIZE = { at: 483, end: 495 };

/** Adds up what the entries of an archive claim to be. It is handed the archive chunk by chunk. */
export class SparseEntries {
  #words = '';
  #block: Buffer = Buffer.alloc(0);

  /** Bytes that were claimed up to the end of this chunk and not before. */
  take(chunk: Buffer): number {
    let size = wordsIn(this.#words + chunk.toString('latin1', 0, OVERLAP));
    if (chunk.includes(CLAIM)) size += wordsIn(chunk.toString('latin1'));
    this.#words = chunk.toString('latin1', Math.max(0, chunk.length - OVERLAP));
    return size + this.#headers(chunk);
  }

  #headers(chunk: Buffer): number {
    const bytes = this.#block.length === 0 ? chunk : Buffer.concat([this.#block, chunk]);
    const whole = bytes.length - (bytes.length % BLOCK);
    let size = 0;
    for (let at = 0; at < whole; at += BLOCK) {
      if (bytes[at + KIND.at] === KIND.sparse) size += headerIn(bytes.subarray(at, at + BLOCK));
    }
    this.#block = bytes.subarray(whole);
    return size;
  }
}

function wordsIn(text: string): number {
  return [...text.matchAll(SPARSE)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

function headerIn(block: Buffer): number {
  if (!block.subarray(FORMAT.at, FORMAT.at + FORMAT.gnu.length).equals(FORMAT.gnu)) return 0;
  const field = block.subarray(REAL_SIZE.at, REAL_SIZE.end);
  if (((field[0] ?? 0) & 0x80) !== 0) return Number(BigInt(`0x${field.toString('hex')}`) & MAX_BINARY);
  return (
    Number.parseInt(
      field
        .toString('latin1')
        .replace(/[^0-7]/g, ' ')
        .trim(),
      8,
    ) || 0
  );
}

/** Of the 12 bytes of a number all bits but the first. */
const MAX_BINARY = (1n << 95n) - 1n;
