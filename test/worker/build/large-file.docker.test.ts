import { expect, test } from 'vitest';
import { Grading } from '../../support/grading.ts';
import { bareAssignment, gradeFiles } from '../../support/hostile.ts';
import { SMALL_BASE } from '../../support/small-submission.ts';

test('a step that is ended for one file that grew too large has met the limit of the disk, and is told so', async ({
  signal,
}) => {
  const grading = await Grading.open();
  try {
    const files = {
      'docker-compose.yml': 'services:\n  app: { build: . }\n',
      Dockerfile: `FROM ${SMALL_BASE}\nRUN head -c 120000000 /dev/zero > /large\n`,
    };
    const report = await gradeFiles(grading, files, signal, bareAssignment({ limits: { disk: '100m' } }));
    const line = report.results.find(({ grader }) => grader === 'image-builds');
    expect(report.evidence.build?.builds[0]?.failure).toMatchObject({
      exitCode: 153,
      limit: { kind: 'disk', most: 100 * 1024 ** 2 },
    });
    expect(line).toMatchObject({ verdict: 'fail', where: { file: 'Dockerfile', line: 2 } });
    expect(line?.message).toMatch(/wrote too much.*It was at `RUN head -c 120000000/);
  } finally {
    await grading.close();
  }
});
