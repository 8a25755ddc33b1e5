import type { ResolveEvidence, StopDrill } from '../../src/core/evidence/index.ts';
import type { Text } from '../../src/core/text.ts';
import type { Deafness } from './first-process.ts';
import { withSnippet } from './snippet.ts';

export const LIKE_A_CRASH: Text = {
  en: 'To Docker that looks like a crash: `restart: on-failure` would start it again.',
  es: 'Para Docker eso parece una caída: `restart: on-failure` volvería a iniciarla.',
};

/** Go hands a signal without a handler to the kernel, which spares process 1; its runtime exits with 2 then. A panic does so too. */
export function isUnheardInGo({ service, exitCode, log }: StopDrill, { dockerfiles }: ResolveEvidence): boolean {
  if (exitCode !== 2 || /^(panic|fatal error): /m.test(log)) return false;
  const stages = dockerfiles.filter((file) => file.service === service).flatMap((file) => file.stages);
  return stages.some(({ from }) => /(^|\/)golang\b/.test(from.reference));
}

export function unheardInGo({ service, signal }: StopDrill, { services }: ResolveEvidence): Omit<Deafness, 'where'> {
  const file = services.find(({ name }) => name === service)?.where.file ?? 'docker-compose.yml';
  return {
    why: {
      en: `So ends a Go program that handles no ${signal}, when it is process 1. ${LIKE_A_CRASH.en}`,
      es: `Así termina un programa de Go que no maneja ${signal} cuando es el proceso 1. ${LIKE_A_CRASH.es}`,
    },
    remedy: withSnippet(
      {
        en: `Handle it: wait for \`signal.NotifyContext(context.Background(), syscall.${signal})\`, then call \`server.Shutdown\`. Or have Docker put a small init above the program, which is two words in ${file}:`,
        es: `Manéjala: espera a \`signal.NotifyContext(context.Background(), syscall.${signal})\` y llama entonces a \`server.Shutdown\`. O pide a Docker un pequeño init por encima del programa, que son dos palabras en ${file}:`,
      },
      ['services:', `  ${service}:`, '    init: true'],
    ),
  };
}

/** `go run` compiles at each start, and stands between the signal and the program. */
export function isGoRun(first: string): boolean {
  return /^(\S*\/)?go run\b/.test(first);
}

export function goRun(service: string): Omit<Deafness, 'where'> {
  return {
    why: {
      en: `Process 1 is \`go run\`, which does not hand the signal on to the program of ${service}.`,
      es: `El proceso 1 es \`go run\`, que no le pasa la señal al programa de ${service}.`,
    },
    remedy: withSnippet(
      {
        en: 'Compile when the image is built, and start the program itself:',
        es: 'Compila al construir la imagen, e inicia el propio programa:',
      },
      COMPILED,
    ),
  };
}

/** What takes the place of `CMD ["go", "run", "."]`. */
export const COMPILED: readonly string[] = ['RUN go build -o /usr/local/bin/app .', 'CMD ["app"]'];
