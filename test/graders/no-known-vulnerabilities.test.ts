import noKnownVulnerabilities from '../../graders/delivery/no-known-vulnerabilities.ts';
import type { Scan } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { testGrader } from './grader-table.ts';
import { NO_IMAGE } from './rows.ts';

const FINDING = {
  id: 'CVE-2019-18224',
  package: 'libidn2-0',
  installed: '2.0.5-1',
  fixed: '2.0.5-1+deb10u1',
  title: 'libidn2: heap-based buffer overflow in idn2_to_ascii_4i in lib/lookup.c',
};

testGrader(noKnownVulnerabilities, {
  passes: [
    { name: 'no scanner is configured', evidence: goodEvidence(), message: /no scanner is configured/ },
    { name: 'the scanner finds nothing', evidence: scanned([]), message: /Trivy knows no critical/ },
  ],
  fails: [
    {
      name: 'a critical one with a fix',
      evidence: scanned([FINDING]),
      verdict: 'fail',
      message: {
        en: /^libidn2-0 2\.0\.5-1 in the image of web has CVE-2019-18224: libidn2/,
        es: /en la imagen de web/,
      },
      remedy: /2\.0\.5-1\+deb10u1 is fixed/,
      where: null,
    },
    {
      name: 'more than a proof can show',
      evidence: scanned(Array.from({ length: 40 }, (_, index) => ({ ...FINDING, id: `CVE-2020-${index}` }))),
      verdict: 'fail',
      message: { en: /CVE-2020-0/ },
    },
    NO_IMAGE,
  ],
});

function scanned(findings: Scan['findings']) {
  return evidenceWith(({ build }) => {
    build.scans = [{ service: 'web', scanner: 'Trivy', findings }];
  });
}
