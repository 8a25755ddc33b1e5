import { DockgradeError } from '../../src/core/errors.ts';
import type { ServiceBuild, Where } from '../../src/core/evidence/index.ts';

/** What BuildKit's plain output says about a build that failed. A registry's outage or limit is an exception, because it is not the student's. */
export function readFailure(output: string, dockerfile: string | null): NonNullable<ServiceBuild['failure']> {
  const lines = output.split('\n');
  const message =
    lines.findLast((line) => /failed to solve|dockerfile parse error|^ERROR/i.test(line)) ??
    lines.findLast((line) => line.trim() !== '') ??
    '';
  throwIfOurs(message);
  const named = lines.map((line) => /^ > \[[^\]]*\] (.*):$/.exec(line)?.[1]);
  const instruction = named.find((text) => text !== undefined) ?? null;
  const exitCode = /exit code: (\d+)/.exec(message)?.[1];
  return {
    instruction,
    exitCode: exitCode === undefined ? null : Number(exitCode),
    message: message.replace(/^.*?failed to solve: /, '').slice(0, 1000),
    where: placeIn(output, message, dockerfile),
  };
}

function placeIn(output: string, message: string, dockerfile: string | null): Where | null {
  if (dockerfile === null) return null;
  const named = [...output.matchAll(/^[^\s:#]+:(\d+)$/gm)].at(-1)?.[1];
  const line = /parse error on line (\d+)/.exec(message)?.[1] ?? named;
  return line === undefined ? { file: dockerfile } : { file: dockerfile, line: Number(line) };
}

/** What stands in quotes (a command, a path), what is named (an image) and what cannot be read are the student's own words: they are no sign of a fault of ours. A quote without an end goes to the end. */
function throwIfOurs(said: string): void {
  if (/dockerfile parse error/.test(said)) return;
  const message = said.replace(/"(?:[^"\\]|\\.)*(?:"|$)/gs, '""');
  if (/: toomanyrequests: |\brate limit/i.test(message)) {
    throw new DockgradeError('registry-limited', 'The registry limits pulls.', {
      remedy: 'Wait, or use a registry mirror.',
    });
  }
  if (/no space left on device/.test(message)) {
    throw new DockgradeError('disk-full', "The engine's disk is full.", { remedy: 'Free some space.' });
  }
  if (
    /resolve source metadata/.test(message) &&
    /dial tcp|lookup|i\/o timeout|TLS handshake|connection re/.test(message)
  ) {
    throw new DockgradeError('registry-unreachable', `A base image could not be fetched: ${message}`, {
      remedy: 'Check the network of the engine.',
    });
  }
}
