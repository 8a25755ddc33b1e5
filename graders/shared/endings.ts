import type { ServiceState } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { Trouble } from './services.ts';

/** What became of a service that did not come up, in one sentence. How often a loop turned is chance and stays out. */
export function howItEnded(state: ServiceState, trouble: Trouble): Text {
  const { service, exitCode } = state;
  switch (trouble) {
    case 'out-of-memory':
      return {
        en: `${service} was killed because it used more memory than it may.`,
        es: `${service} fue detenido porque usó más memoria de la permitida.`,
      };
    case 'exited':
      return exitCode === 0
        ? {
            en: `${service} ended by itself (exit code 0): its command had nothing more to do.`,
            es: `${service} terminó solo (código de salida 0): su comando no tenía nada más que hacer.`,
          }
        : {
            en: `${service} ended with exit code ${exitCode ?? '?'}.`,
            es: `${service} terminó con el código de salida ${exitCode ?? '?'}.`,
          };
    case 'restarting':
      return {
        en: `${service} dies again and again and is restarted each time.`,
        es: `${service} muere una y otra vez, y cada vez se reinicia.`,
      };
    case 'unhealthy':
      return {
        en: `${service} runs, but its health check does not succeed.`,
        es: `${service} se ejecuta, pero su health check no tiene éxito.`,
      };
    case 'created':
      return {
        en: `${service} was never started, because something that it waits for did not come up.`,
        es: `${service} nunca se inició, porque algo que espera no llegó a arrancar.`,
      };
    case 'missing':
      return { en: `${service} has no container.`, es: `${service} no tiene contenedor.` };
  }
}
