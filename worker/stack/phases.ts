import type { Answer, Phase } from '../../src/core/evidence/index.ts';

const MOST = 20;

/** Writes down what an application answers one after the other, counted from now; equal answers in a row are one phase. */
export function watchPhases(): { tell: (answer: Answer) => void; phases: Phase[] } {
  const began = performance.now();
  const phases: Phase[] = [];
  const tell = (answer: Answer) => {
    const at = (performance.now() - began) / 1000;
    const said = answer.ok ? `status ${answer.status}` : answer.error;
    const last = phases.at(-1);
    if (last?.said === said) Object.assign(last, { until: at, times: last.times + 1 });
    else if (phases.length < MOST) phases.push({ said, from: at, until: at, times: 1 });
  };
  return { tell, phases };
}
