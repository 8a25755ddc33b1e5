import type { FetchEvidence } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';

/** What was fetched, in a few words, and what was left where it is: a folder of a submodule that is empty here breaks a build. */
export function told({ files, commit, elsewhere }: FetchEvidence): Text {
  const at = commit === null ? '' : `, commit ${commit.slice(0, 10)}`;
  const { submodules = [], largeFiles = [] } = elsewhere ?? {};
  const [folders, pointers] = [shown(submodules), shown(largeFiles)];
  return {
    en: [
      `${files} ${files === 1 ? 'file' : 'files'}${at}`,
      ...(folders ? [`submodules are not fetched, and these folders are empty: ${folders}`] : []),
      ...(pointers ? [`files of Git LFS are not fetched, only the text that stands for them: ${pointers}`] : []),
    ].join('; '),
    es: [
      `${files} ${files === 1 ? 'archivo' : 'archivos'}${at}`,
      ...(folders ? [`los submódulos no se descargan, y estas carpetas están vacías: ${folders}`] : []),
      ...(pointers ? [`los archivos de Git LFS no se descargan, solo el texto que los representa: ${pointers}`] : []),
    ].join('; '),
  };
}

function shown(paths: readonly string[]): string {
  return [...paths.slice(0, 3).map((path) => path.slice(0, 80)), ...(paths.length > 3 ? ['…'] : [])].join(', ');
}
