/** The end of a text, of so many characters; before it stands how much was cut. */
export function lastOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = Math.max(1, Math.round((text.length - most) / 1000));
  return `[… ${cut} kB …]\n${text.slice(-most).toWellFormed()}`;
}
