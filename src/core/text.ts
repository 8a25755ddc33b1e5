/** The languages that everything a person reads is written in. */
export const LANGS = ['en', 'es'] as const;
export type Lang = (typeof LANGS)[number];

/** A sentence for a person, in every language. A missing translation does not compile. */
export type Text = Record<Lang, string>;

/** The same words in every language: names, numbers, code. */
export function same(words: string): Text {
  return { en: words, es: words };
}

/** A sentence that is written once for every language: what is in it chooses its words by the language. */
export function inEach(write: (lang: Lang) => string): Text {
  return { en: write('en'), es: write('es') };
}
