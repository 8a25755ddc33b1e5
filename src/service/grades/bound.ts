import { DockgradeError } from '../../core/errors.ts';

/** How many times the possible points somebody may be given by hand. */
const MOST = 2;

/** A bonus is possible; a decimal point that slipped is not. Throws `request-invalid`. */
export function requireBelow(score: number, possible: number): void {
  const most = possible * MOST;
  if (possible === 0 || score <= most) return;
  throw new DockgradeError('request-invalid', `A score by hand is at most ${most}: twice the possible points.`, {
    remedy: 'Look for a decimal point that is missing. A bonus fits in up to twice the points.',
    es: {
      message: `Una nota puesta a mano es de ${most} como máximo: el doble de los puntos posibles.`,
      remedy: 'Mira si falta una coma decimal. Un extra cabe hasta el doble de los puntos.',
    },
    errors: [{ where: 'score', message: `expected at most ${most}` }],
  });
}
