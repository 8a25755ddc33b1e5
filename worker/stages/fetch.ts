import { take } from '../fetch/take.ts';
import type { Stage } from './stage.ts';

export const fetchStage: Stage<'fetch'> = {
  name: 'fetch',
  deadline: () => 150_000,
  async run({ job, folder, signal, say }) {
    const evidence = await take({ repository: job.repository, ref: job.ref, folder, signal, say });
    const { files, commit } = evidence;
    const at = commit === null ? '' : `, commit ${commit.slice(0, 10)}`;
    const detail = {
      en: `${files} ${files === 1 ? 'file' : 'files'}${at}`,
      es: `${files} ${files === 1 ? 'archivo' : 'archivos'}${at}`,
    };
    return { evidence, detail };
  },
};
