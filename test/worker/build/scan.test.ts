import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findingsIn, type Scanner, scanImages } from '../../../worker/build/scan.ts';
import { CRITICAL, program, trivyReport } from './trivy.ts';

const FINDING = {
  id: 'CVE-2019-18224',
  package: 'libidn2-0',
  installed: '2.0.5-1',
  fixed: '2.0.5-1+deb10u1',
  title: 'libidn2: heap-based buffer overflow',
};

describe('In a report of Trivy', () => {
  test('a critical vulnerability that has a fix is a finding, once', () => {
    expect(findingsIn(trivyReport(CRITICAL, CRITICAL))).toEqual([FINDING]);
  });

  test('less severe ones and those without a fix are none', () => {
    const { FixedVersion: _, ...unfixed } = CRITICAL;
    expect(findingsIn(trivyReport({ ...CRITICAL, Severity: 'HIGH' }, unfixed))).toEqual([]);
  });

  test('one without a title is known by its number', () => {
    const { Title: _, ...untitled } = CRITICAL;
    expect(findingsIn(trivyReport(untitled))).toMatchObject([{ title: 'CVE-2019-18224' }]);
  });

  test.for(['{"SchemaVersion":2}', '{"SchemaVersion":2,"Results":null}', trivyReport()])('%s has none', (json) => {
    expect(findingsIn(json)).toEqual([]);
  });

  test.for(['', 'Total: 3', '[]', '{"SchemaVersion":3}'])('what is none of its reports is refused: `%s`', (json) => {
    expect(() => findingsIn(json)).toThrow();
  });
});

test('Each image is scanned in the engine that holds it, in a folder and with an environment of its own', async () => {
  const report = trivyReport(CRITICAL);
  const scanner = await program(`echo "$@" >> calls; env > environment; pwd > folder; cat <<'END'\n${report}\nEND`);
  const images = ['web', 'worker'].map((service) => ({ service, reference: `dockgrade/${service}` }));
  const scans = images.map(({ service }) => ({ service, scanner: 'Trivy 0.70.0', findings: [FINDING] }));
  expect(await scan(scanner, images)).toEqual({ scans, fault: null });
  const written = (name: string) => readFile(join(scanner.cache, name), 'utf8');
  const calls = (await written('calls')).trim().split('\n');
  expect(calls.map((call) => call.split(' ').at(-1))).toEqual(['dockgrade/web', 'dockgrade/worker']);
  for (const option of ['image', '--format json', '--severity CRITICAL', '--ignore-unfixed', '--scanners vuln'])
    expect(calls[0]).toContain(option);
  expect(await written('environment')).toMatch(/^DOCKER_HOST=unix:\/\/\/engine\.sock$/m);
  expect(await written('environment')).not.toMatch(/^VITEST/m);
  expect((await written('folder')).trim()).toBe(scanner.cache);
});

describe('A scanner that fails says why, and blames nobody', () => {
  test('when it ends with an error', async () => {
    const scanner = await program('echo "FATAL cannot download the database" >&2; exit 1');
    expect(await scan(scanner)).toEqual({ scans: [], fault: 'FATAL cannot download the database' });
  });

  test('when it does not end', async () => {
    const { scans, fault } = await scan(await program('sleep 600'), undefined, 1000);
    expect({ scans, fault }).toEqual({ scans: [], fault: 'not finished after 1 s' });
  });

  test('when it answers something else', async () => {
    const { fault } = await scan(await program('echo hello'));
    expect(fault).toMatch(/not the JSON that was expected/);
  });

  test('when it is not there', async () => {
    const { scans, fault } = await scan({ ...(await program('')), program: '/nowhere/trivy' });
    expect(scans).toEqual([]);
    expect(fault).toMatch(/ENOENT/);
  });

  test('and what was scanned before it failed stays', async () => {
    const scanner = await program(
      `if [ -e once ]; then exit 2; fi; touch once; cat <<'END'\n${trivyReport(CRITICAL)}\nEND`,
    );
    const images = ['web', 'worker'].map((service) => ({ service, reference: service }));
    expect(await scan(scanner, images)).toMatchObject({ scans: [{ service: 'web' }], fault: 'exit status 2' });
  });
});

test('An abort ends the scan with its reason', async () => {
  const scanner = await program('sleep 600');
  const signal = AbortSignal.abort(new Error('cancelled'));
  const request = { host: 'unix:///engine.sock', images: [{ service: 'web', reference: 'web' }], timeout: 60_000 };
  await expect(scanImages(scanner, { ...request, signal })).rejects.toThrow('cancelled');
});

function scan(scanner: Scanner, images = [{ service: 'web', reference: 'dockgrade/web' }], timeout = 60_000) {
  const { signal } = new AbortController();
  return scanImages(scanner, { host: 'unix:///engine.sock', images, signal, timeout });
}
