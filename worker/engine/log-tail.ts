/** Characters that are kept in all, and of one line in bytes. Docker frames each piece with eight bytes: stream, three zeros, length. */
const MAX_CHARACTERS = 64 * 1024;
const MAX_LINE = 4 * 1024;
const HEADER = 8;
const NEWLINE = 0x0a;

/**
 * The end of a log that comes in pieces of any size: holds no more of it than it gives back. Of a line that is too long its beginning is kept, and how
 * much of it is left out.
 */
export class LogTail {
  readonly #lines: string[] = [];
  #characters = 0;
  #line: Buffer[] = [];
  #kept = 0;
  #cut = 0;
  #header = Buffer.alloc(0);
  /** Bytes that the frame which is being read still has. */
  #frame = 0;

  /** Both streams come in frames, as containers run without a terminal. */
  take(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#frame > 0) {
        const piece = chunk.subarray(at, at + this.#frame);
        this.#frame -= piece.length;
        at += piece.length;
        this.#text(piece);
        continue;
      }
      const part = chunk.subarray(at, at + HEADER - this.#header.length);
      at += part.length;
      this.#header = Buffer.concat([this.#header, part]);
      if (this.#header.length < HEADER) return;
      this.#frame = this.#header.readUInt32BE(4);
      this.#header = Buffer.alloc(0);
    }
  }

  toString(): string {
    const open = this.#kept > 0 || this.#cut > 0 ? [this.#whole()] : this.#lines.length > 0 ? [''] : [];
    return [...this.#lines, ...open].join('\n').slice(-MAX_CHARACTERS);
  }

  #text(piece: Buffer): void {
    for (let at = 0; at < piece.length; ) {
      const end = piece.indexOf(NEWLINE, at);
      this.#add(piece.subarray(at, end === -1 ? piece.length : end));
      if (end === -1) return;
      this.#finish();
      at = end + 1;
    }
  }

  #add(part: Buffer): void {
    const room = part.subarray(0, MAX_LINE - this.#kept);
    // A copy: what it is a part of must not be held for it.
    if (room.length > 0) this.#line.push(Buffer.from(room));
    this.#kept += room.length;
    this.#cut += part.length - room.length;
  }

  #finish(): void {
    const line = this.#whole();
    this.#lines.push(line);
    this.#characters += line.length + 1;
    while (this.#characters > MAX_CHARACTERS) this.#characters -= (this.#lines.shift()?.length ?? 0) + 1;
    this.#line = [];
    this.#kept = 0;
    this.#cut = 0;
  }

  #whole(): string {
    const text = Buffer.concat(this.#line).toString();
    return this.#cut === 0 ? text : `${text} … [+${this.#cut} bytes]`;
  }
}
