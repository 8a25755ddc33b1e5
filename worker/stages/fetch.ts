import { take } from '../fetch/take.ts';
import type { Stage } from './stage.ts';

export const fetchStage: Stage<'fetch'> = {
  name: 'fetch',
  deadline: () => 150_000,
  async run({ job, folder, signal, say }) {
    const evidence = await take({ repository: job.repository, ref: job.ref, folder, signal, say });
    const at = evidence.commit === null ? '' : `, commit ${evidence.commit.slice(0, 10)}`;
    return { evidence, detail: `${evidence.files} files${at}` };
  },
};
