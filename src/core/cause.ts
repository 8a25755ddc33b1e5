import type { BuildEvidence, Evidence, ResolveEvidence, StartEvidence } from './evidence/index.ts';
import type { Text } from './text.ts';

/** Why a line cannot be judged. `by` is the grader (or stage) that speaks of the cause: the arguments of `blocked`. */
export interface Cause {
  by: string;
  message: Text;
}

/** What the student did that ended a run before a stage was reached, where one line speaks of it; null when nothing of that kind did. */
export function endingCause({ resolve, build, start }: Evidence): Cause | null {
  const before = (resolve ? composeCause(resolve) : null) ?? (build ? buildCause(build) : null);
  return before ?? (start ? overrunCause(start) : null);
}

/** Nothing can be seen of a stack that was stopped because it filled the disk. */
export function overrunCause({ overrun }: StartEvidence): Cause | null {
  if (overrun === undefined) return null;
  return {
    by: 'stack-starts',
    message: {
      en: 'Not looked at: the stack filled the disk until it was stopped.',
      es: 'No se miró: la aplicación llenó el disco hasta que se detuvo.',
    },
  };
}

/** Nothing can be read from a Compose file that is not there or does not parse. */
export function composeCause(resolve: ResolveEvidence): Cause | null {
  if (resolve.compose.outcome === 'found') return null;
  return {
    by: 'compose-present',
    message: {
      en: 'Not looked at: there is no Compose file that can be read.',
      es: 'No se miró: no hay un archivo de Compose que se pueda leer.',
    },
  };
}

/** Nothing starts when one of its images was not built. */
export function buildCause({ builds }: BuildEvidence): Cause | null {
  const failed = builds.find(({ outcome }) => outcome === 'failed' || outcome === 'timeout');
  if (!failed) return null;
  return {
    by: 'image-builds',
    message: {
      en: `Not looked at: the image of ${failed.service} was not built.`,
      es: `No se miró: no se construyó la imagen de ${failed.service}.`,
    },
  };
}
