/** -1, 0 or 1: dotted versions compared number by number; what follows a dash, plus or tilde counts nothing. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string) =>
    (version.split(/[-+~]/)[0] ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}
