import { take } from '../fetch/take.ts';
import { told } from '../fetch/told.ts';
import type { Stage } from './stage.ts';

export const fetchStage: Stage<'fetch'> = {
  name: 'fetch',
  deadline: () => 150_000,
  async run({ job, gitHosts, folder, signal, say }) {
    const { repository, ref } = job;
    const evidence = await take({ repository, ref, gitHosts, folder, signal, say });
    return { evidence, detail: told(evidence) };
  },
};
