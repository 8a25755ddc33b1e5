import { DockgradeError } from '../../core/errors.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Regrade } from '../../store/contract/regrades.ts';

/** `people`: who was to be graded again; empty for everybody. */
export function nothingToGrade(people: readonly Person[]): DockgradeError {
  const [one, other] = people;
  const [en, es] = !one
    ? ['Nobody has a', 'Nadie tiene']
    : other
      ? ['None of them has a', 'Ninguno de ellos tiene']
      : [`${one.name} has no`, `${one.name} no tiene`];
  return new DockgradeError('conflict', `${en} graded attempt yet.`, {
    remedy: 'There is nothing to grade again: attempts are graded by the current version anyway.',
    es: {
      message: `${es} todavía ningún intento calificado.`,
      remedy: 'No hay nada que recalificar: los intentos se califican de todos modos con la versión actual.',
    },
  });
}

/** @param other the one that is under way */
export function oneAtATime({ id, assignment, state }: Regrade): DockgradeError {
  const [en, es] =
    state === 'ready'
      ? ['is ready, but not published yet', 'está lista, pero todavía no publicada']
      : ['is still running', 'todavía está en curso'];
  return new DockgradeError('conflict', `The regrade ${id} of "${assignment}" ${en}.`, {
    remedy: 'Publish or discard it first.',
    es: { message: `La recalificación ${id} de "${assignment}" ${es}.`, remedy: 'Primero publícala o descártala.' },
  });
}

/** A regrade that can be published no more, or not yet. */
export function notReady(id: string, state: Regrade['state']): DockgradeError {
  if (state === 'running') {
    return new DockgradeError('conflict', `The regrade ${id} still runs.`, {
      remedy: 'Wait until it is ready, or discard it.',
      es: {
        message: `La recalificación ${id} todavía está en curso.`,
        remedy: 'Espera a que esté lista, o descártala.',
      },
    });
  }
  return new DockgradeError('conflict', `The regrade ${id} was ${state} already.`, {
    remedy: 'Begin another one.',
    es: {
      message: `La recalificación ${id} ya fue ${state === 'published' ? 'publicada' : 'descartada'}.`,
      remedy: 'Empieza otra.',
    },
  });
}
