import type { Report } from '../../core/report/schema.ts';

/** The report as docs/report.md describes it. */
export function formatJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
