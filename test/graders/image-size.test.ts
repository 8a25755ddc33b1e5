import imageSize from '../../graders/image/image-size.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_IMAGE } from './rows.ts';

testGrader(imageSize, {
  passes: [
    { name: 'little is added to the base', evidence: goodEvidence(), message: /adds 40 MB/ },
    { name: 'exactly the limit is added', evidence: sized(500_000_000, 200_000_000), message: /adds 300 MB/ },
    { name: 'the base is unknown and the layers are small', evidence: sized(900_000_000, null), message: /adds 39 MB/ },
    {
      name: 'a big database image is nobody’s application',
      evidence: evidenceWith(({ resolve, build }) => {
        const [web] = build.builds;
        if (web?.image) {
          build.builds.push({ ...web, service: 'db', image: { ...web.image, size: 2_000_000_000 } });
          resolve.applications = ['web'];
        }
      }),
      message: /web adds 40 MB/,
    },
  ],
  fails: [
    {
      name: 'half as much too much',
      evidence: sized(650_000_000, 200_000_000),
      verdict: 'partial',
      share: 0.5,
      message: { en: /web adds 450 MB/, es: /web añade 450 MB/ },
      remedy: /RUN npm ci --omit=dev/,
      where: { file: 'Dockerfile' },
    },
    {
      name: 'twice the limit',
      evidence: sized(800_000_000, 200_000_000),
      verdict: 'fail',
      message: { en: /adds 600 MB/ },
    },
    NO_IMAGE,
    {
      name: 'only the database was built',
      evidence: evidenceWith(({ resolve }) => {
        resolve.applications = [];
      }),
      verdict: 'blocked',
      by: 'image-builds',
      message: { en: /no image of an application/ },
    },
  ],
});

function sized(size: number, baseSize: number | null) {
  return evidenceWith(({ build }) => {
    for (const { image } of build.builds) if (image) Object.assign(image, { size, baseSize });
  });
}
