import { DockerfileParser } from 'dockerfile-ast';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { graders } from '../../graders/index.ts';
import { languageOf } from '../../scripts/docs/snippet.ts';

const KEYWORDS =
  'FROM RUN CMD LABEL EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG STOPSIGNAL HEALTHCHECK SHELL';

describe.each(graders)('the examples of $id', ({ examples }) => {
  test('are there, a few lines each, and not the same', () => {
    for (const example of [examples?.passes ?? '', examples?.fails ?? '']) {
      expect(example.trim()).toBe(example);
      expect(example).not.toBe('');
      expect(example.split('\n').length).toBeLessThanOrEqual(12);
    }
    expect(examples?.passes).not.toBe(examples?.fails);
  });

  test.each(['passes', 'fails'] as const)('%s: what is a Dockerfile or YAML parses', (which) => {
    const example = examples?.[which] ?? '';
    const language = languageOf(example);
    if (language === 'yaml') expect(parse(example)).toBeTypeOf('object');
    if (language !== 'dockerfile') return;
    const instructions = DockerfileParser.parse(example).getInstructions();
    for (const instruction of instructions) expect(KEYWORDS.split(' ')).toContain(instruction.getKeyword());
  });
});
