/** The text of a file that somebody chose, and in which encoding it is read; null for what is no text. */
export type UploadText = { text: string; encoding: 'utf-8' | 'utf-16' | 'windows-1252' } | null;

/** Signs that no text has: NUL and its like, and those that windows-1252 leaves out. */
const NO_TEXT = /(?![\t\n\r])\p{Cc}/u;

/**
 * Reads what spreadsheets save: UTF-8, else UTF-16 with its mark ("Unicode text"), else windows-1252, which is what Excel means by "CSV" in western Europe and in
 * America. The last is a guess: any bytes would do, so whoever chose the file must see what came of it.
 */
export function uploadText(bytes: Uint8Array): UploadText {
  const utf8 = decoded(bytes, 'utf-8');
  if (utf8 !== null) return utf8.includes('\0') ? null : { text: utf8, encoding: 'utf-8' };
  const mark = `${bytes[0]},${bytes[1]}`;
  if (mark === '255,254' || mark === '254,255') {
    const text = decoded(bytes, mark === '255,254' ? 'utf-16le' : 'utf-16be');
    return text === null || NO_TEXT.test(text) ? null : { text, encoding: 'utf-16' };
  }
  const text = decoded(bytes, 'windows-1252');
  return text === null || NO_TEXT.test(text) ? null : { text, encoding: 'windows-1252' };
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
