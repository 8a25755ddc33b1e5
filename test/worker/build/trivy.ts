import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Scanner } from '../../../worker/build/scan.ts';

/** A report as Trivy writes it (schema version 2), cut to what anybody reads. */
export function trivyReport(...vulnerabilities: Record<string, unknown>[]): string {
  return JSON.stringify({
    SchemaVersion: 2,
    CreatedAt: '2026-08-25T12:20:30.000000005Z',
    ArtifactName: 'dockgrade/web',
    ArtifactType: 'container_image',
    Metadata: { OS: { Family: 'debian', Name: '12.6' }, ImageID: 'sha256:1' },
    Results: [
      { Target: 'dockgrade/web (debian 12.6)', Class: 'os-pkgs', Type: 'debian', Vulnerabilities: vulnerabilities },
      { Target: 'Node.js', Class: 'lang-pkgs', Type: 'node-pkg' },
    ],
  });
}

export const CRITICAL = {
  VulnerabilityID: 'CVE-2019-18224',
  VendorIDs: ['DSA-4613-1'],
  PkgID: 'libidn2-0@2.0.5-1',
  PkgName: 'libidn2-0',
  InstalledVersion: '2.0.5-1',
  FixedVersion: '2.0.5-1+deb10u1',
  Status: 'fixed',
  PrimaryURL: 'https://avd.aquasec.com/nvd/cve-2019-18224',
  Title: 'libidn2: heap-based buffer overflow',
  Severity: 'CRITICAL',
};

/** A real program in the place of Trivy: this shell script, after an answer to `--version`. */
export async function program(script: string): Promise<Scanner> {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-trivy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'trivy');
  const version = 'if [ "$1" = --version ]; then echo "Version: 0.70.0"; exit; fi';
  await writeFile(path, `#!/bin/sh\n${version}\n${script}\n`);
  await chmod(path, 0o755);
  return { program: path, cache: join(folder, 'cache') };
}
