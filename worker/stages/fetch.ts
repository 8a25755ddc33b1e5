import { mkdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { DockgradeError } from '../../src/core/errors.ts';
import type { FetchEvidence } from '../../src/core/evidence/index.ts';
import { checkRef, parseAddress } from '../fetch/address.ts';
import { cloneCommit } from '../fetch/clone.ts';
import { commitOf, copyFolder } from '../fetch/folder.ts';
import { resolveRef } from '../fetch/refs.ts';
import { settle } from '../fetch/settle.ts';
import type { RunContext, Stage } from './stage.ts';

/** Brings what was handed in into `checkout/`, as plain files. An empty repository is a fact; one that cannot be had is an exception. */
export const fetchStage: Stage<'fetch'> = {
  name: 'fetch',
  deadline: () => 150_000,
  async run(context) {
    const checkout = join(context.folder, 'checkout');
    await mkdir(checkout);
    const evidence = isAbsolute(context.job.repository)
      ? await takeFolder(context, checkout)
      : await takeRepository(context, checkout);
    const at = evidence.commit === null ? '' : `, commit ${evidence.commit.slice(0, 10)}`;
    return { evidence, detail: `${evidence.files} files${at}` };
  },
};

async function takeFolder({ job, folder, signal }: RunContext, checkout: string): Promise<FetchEvidence> {
  if (job.ref !== null) {
    throw new DockgradeError(
      'usage',
      'A folder is graded as its files stand: a ref goes with the address of a repository.',
      {
        remedy: 'Leave --ref out, or check that commit out first.',
      },
    );
  }
  const size = await copyFolder(job.repository, checkout, folder, signal);
  return { repository: job.repository, ref: null, ...(await commitOf(job.repository, signal)), ...size };
}

async function takeRepository({ job, folder, signal, say }: RunContext, checkout: string): Promise<FetchEvidence> {
  const address = parseAddress(job.repository);
  if (job.ref !== null) checkRef(job.ref);
  const { url, commit } = await resolveRef(address, job.ref, signal);
  if (commit !== null) {
    say(`commit ${commit.slice(0, 10)}`);
    await cloneCommit(url, commit, { checkout, scratch: join(folder, 'fetch.git') }, signal);
  }
  return { repository: job.repository, ref: job.ref, commit, git: true, ...(await settle(checkout, signal)) };
}
