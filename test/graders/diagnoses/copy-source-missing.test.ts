import copySourceMissing from '../../../graders/diagnoses/copy-source-missing.ts';
import { testDiagnosis } from './diagnosis-table.ts';
import { failedBuild } from './evidence.ts';

testDiagnosis(copySourceMissing, {
  found: [
    {
      name: 'it is not there',
      evidence: failedBuild(failed('start.sh')),
      message: {
        en: /no `start\.sh` in what the build gets: the root of the repository/,
        es: /la raíz del repositorio/,
      },
      remedy: /in git/,
      where: { file: 'Dockerfile', line: 4 },
    },
    {
      name: '.dockerignore names it',
      evidence: failedBuild(
        `${failed('dist')}\n - CopyIgnoredFile: Attempting to Copy file "dist" that is excluded by .dockerignore (line 4)`,
      ),
      message: { en: /`dist` is named in `\.dockerignore`/ },
      remedy: /!dist/,
    },
    {
      name: 'it lies above the context',
      evidence: failedBuild(failed('shared'), copying('../shared ./shared')),
      message: { en: /above the folder of the context/ },
      remedy: /context: \./,
    },
    {
      name: 'an earlier stage did not make it',
      evidence: failedBuild(failed('app/dist'), copying('/app/dist ./dist', ['--from=build'])),
      message: { en: /stage `build` has no `\/app\/dist`/ },
      remedy: /RUN npm run build/,
    },
  ],
  near: [
    { name: 'the build fails for another reason', evidence: failedBuild('#9 1.2 npm error code E500') },
    { name: 'a program says that it does not find a file', evidence: failedBuild('cat: /start.sh: not found') },
  ],
});

function failed(path: string): string {
  return `failed to solve: failed to compute cache key: failed to calculate checksum of ref a::b: "/${path}": not found`;
}

/** The Dockerfile copies `text`, with these options. */
function copying(text: string, flags: string[] = []): Parameters<typeof failedBuild>[1] {
  return ({ resolve }) => {
    for (const one of resolve.dockerfiles[0]?.instructions ?? []) {
      if (one.line === 4) Object.assign(one, { keyword: 'COPY', text, flags });
    }
  };
}
