import type { DockgradeRun } from './sides.ts';

/** One round: the same submission with the drills that its points need, with all of them, and by hand. */
export interface Round {
  rubric: DockgradeRun;
  all: DockgradeRun;
  plain: number;
}

/** One way of dockgrade beside the plain script. */
export interface Pair {
  dockgrade: DockgradeRun;
  plain: number;
}

export interface Figures {
  pairs: number;
  /** Medians of the wall times, in seconds. */
  dockgrade: number;
  plain: number;
  /** Below 1: dockgrade is faster. Of the medians, and the median of each pair's own. */
  ratio: number;
  ratioOfPairs: number;
  /** Medians: CPU seconds of dockgrade's own processes, and their part of the wall time. */
  cpu: number;
  cpuShare: number;
  /** The largest of all runs. */
  peakBytes: number;
}

/** Sums up a non-empty list of pairs. */
export function figuresOf(pairs: readonly Pair[]): Figures {
  const cpuOf = ({ cpu }: DockgradeRun) => cpu.grader + cpu.prober;
  const dockgrade = median(pairs.map((pair) => pair.dockgrade.seconds));
  const plain = median(pairs.map((pair) => pair.plain));
  return {
    pairs: pairs.length,
    dockgrade,
    plain,
    ratio: dockgrade / plain,
    ratioOfPairs: median(pairs.map((pair) => pair.dockgrade.seconds / pair.plain)),
    cpu: median(pairs.map((pair) => cpuOf(pair.dockgrade))),
    cpuShare: median(pairs.map((pair) => cpuOf(pair.dockgrade) / pair.dockgrade.seconds)),
    peakBytes: Math.max(...pairs.map((pair) => pair.dockgrade.peakBytes)),
  };
}

/** One line for each kind of build cache, in columns. */
export function table(rows: Record<string, Figures>): string {
  const head = ['cache', 'pairs', 'dockgrade', 'plain', 'ratio', 'of pairs', 'own CPU', 'share', 'peak memory'];
  const lines = Object.entries(rows).map(([cache, f]) => [
    cache,
    String(f.pairs),
    `${f.dockgrade.toFixed(1)} s`,
    `${f.plain.toFixed(1)} s`,
    f.ratio.toFixed(2),
    f.ratioOfPairs.toFixed(2),
    `${f.cpu.toFixed(2)} s`,
    `${(f.cpuShare * 100).toFixed(1)} %`,
    `${(f.peakBytes / 1024 ** 2).toFixed(0)} MiB`,
  ]);
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map((line) => line.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '))
    .join('\n');
}

/** Medians of what each stage and drill took, in the order in which they come. */
export function partsTable(runs: readonly DockgradeRun[]): string {
  const names = [...new Set(runs.flatMap(({ parts }) => Object.keys(parts)))];
  const width = Math.max(...names.map((name) => name.length));
  return names
    .map((name) => {
      const seconds = median(runs.flatMap(({ parts }) => parts[name] ?? []));
      return `${name.padEnd(width)}  ${seconds.toFixed(2).padStart(6)} s`;
    })
    .join('\n');
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] =
    sorted.length % 2 === 1 ? [sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}
