import { mkdir } from 'node:fs/promises';
import { z } from 'zod';
import type { Scan } from '../../src/core/evidence/index.ts';
import { run } from '../engine/command.ts';

/** Trivy, as the operator has it. */
export interface Scanner {
  /** Absolute path. */
  program: string;
  /** Folder for its database of vulnerabilities. */
  cache: string;
}

export interface ScanRequest {
  /** `unix:///…` or `tcp://…`: the engine that holds the images. */
  host: string;
  images: readonly { service: string; reference: string }[];
  signal: AbortSignal;
  /** Milliseconds for all of them together. */
  timeout: number;
}

const MAX_FINDINGS = 100;
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * Has Trivy look for critical vulnerabilities that have a fix. An image that could not be scanned has no facts, and `fault` says why: a scanner that
 * fails is ours, and no reason to hold up or to blame a submission. Throws when it is aborted.
 */
export async function scanImages(
  scanner: Scanner,
  { host, images, signal, timeout }: ScanRequest,
): Promise<{ scans: Scan[]; fault: string | null }> {
  const scans: Scan[] = [];
  const end = performance.now() + timeout;
  const trivy = (args: readonly string[]) =>
    run(scanner.program, args, {
      signal,
      timeout: Math.max(1, end - performance.now()),
      // A trivy.yaml or .trivyignore in its working folder would change what it does.
      cwd: scanner.cache,
      env: { HOME: scanner.cache, LANG: 'C.UTF-8', DOCKER_HOST: host },
      maxBytes: MAX_BYTES,
    });
  try {
    await mkdir(scanner.cache, { recursive: true });
    const version = /^Version: *(\S{1,40})/m.exec((await trivy(['--version'])).stdout)?.[1];
    for (const { service, reference } of images) {
      const result = await trivy([...options(scanner), reference]);
      if (result.timedOut) return { scans, fault: `not finished after ${Math.round(timeout / 1000)} s` };
      if (result.exitCode !== 0) return { scans, fault: lastLine(result.stderr) || `exit status ${result.exitCode}` };
      scans.push({
        service,
        scanner: ['Trivy', version].filter(Boolean).join(' '),
        findings: findingsIn(result.stdout),
      });
    }
    return { scans, fault: null };
  } catch (error) {
    signal.throwIfAborted();
    return {
      scans,
      fault: error instanceof z.ZodError ? 'its answer is not the JSON that was expected' : String(error),
    };
  }
}

/** The cache of earlier scans stays in memory: on disk only one scan at a time could use it. */
function options({ cache }: Scanner): string[] {
  return [
    ...['image', '--quiet', '--format', 'json', '--scanners', 'vuln', '--severity', 'CRITICAL', '--ignore-unfixed'],
    ...['--image-src', 'docker', '--cache-dir', cache, '--cache-backend', 'memory'],
  ];
}

/** The part of Trivy's report (schema version 2) that facts are read from. Where nothing was found the lists are left out or null. */
const reportSchema = z.object({
  SchemaVersion: z.literal(2),
  Results: z
    .array(
      z.object({
        Vulnerabilities: z
          .array(
            z.object({
              VulnerabilityID: z.string(),
              PkgName: z.string(),
              InstalledVersion: z.string(),
              FixedVersion: z.string().default(''),
              Severity: z.string(),
              Title: z.string().default(''),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

/** The critical findings with a fix in a report of Trivy, each once: several files of an image often bring the same package. */
export function findingsIn(json: string): Scan['findings'] {
  const text = z.string().transform((value, context) => {
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' });
      return z.NEVER;
    }
  });
  const report = text.pipe(reportSchema).parse(json);
  const all = (report.Results ?? []).flatMap(({ Vulnerabilities }) => Vulnerabilities ?? []);
  const fixable = all.filter(({ Severity, FixedVersion }) => Severity === 'CRITICAL' && FixedVersion !== '');
  const once = new Map(fixable.map((one) => [`${one.VulnerabilityID} ${one.PkgName} ${one.InstalledVersion}`, one]));
  return [...once.values()].slice(0, MAX_FINDINGS).map((one) => ({
    id: one.VulnerabilityID,
    package: one.PkgName,
    installed: one.InstalledVersion,
    fixed: one.FixedVersion,
    title: (one.Title || one.VulnerabilityID).slice(0, 200),
  }));
}

function lastLine(text: string): string {
  return (text.trim().split('\n').at(-1) ?? '').slice(0, 300);
}
