import { withNames } from '../fixed-addresses.ts';
import type { ComposeService } from '../model.ts';
import { isUnset, textOf, textsOf } from '../values.ts';
import type { Rule } from './rule.ts';

const MAX_BYTES = 64 * 1024;

/** What runs in the container, and how. `init` stays as it is: who is process 1 is part of the homework. */
export const command: Rule<ComposeService> = {
  id: 'command',
  keys: ['command', 'entrypoint', 'working_dir', 'init', 'read_only', 'stop_signal', 'stdin_open', 'tty'],
  apply({ value, out, review, refuse, note }) {
    for (const key of ['command', 'entrypoint'] as const) {
      // An empty list is a choice too: it takes away what the image says.
      if (!Array.isArray(value[key])) continue;
      const asked = textsOf(value[key]);
      const words = asked.map((word) => withNames(review, word));
      if (words.some((word, at) => word !== asked[at])) note('rewrite', named(key), key);
      if (Buffer.byteLength(words.join(' ')) > MAX_BYTES) refuse(tooLong(key), key);
      else out[key] = words;
    }
    const folder = textOf(value.working_dir);
    if (folder?.startsWith('/')) out.working_dir = folder;
    else if (!isUnset(folder)) refuse(relative(), 'working_dir');
    if (typeof value.init === 'boolean') out.init = value.init;
    if (value.read_only === true) out.read_only = true;
    const signal = textOf(value.stop_signal);
    if (signal === undefined) return;
    if (/^(SIG)?(TERM|INT|QUIT|HUP|USR1|USR2|KILL|ABRT|WINCH|RTMIN\+3)$/.test(signal)) out.stop_signal = signal;
    else refuse(noSignal(signal), 'stop_signal');
  },
};

function named(key: string) {
  return {
    en: `\`${key}\` names a service by its fixed address. Here it says the service name, because the engine gives the addresses.`,
    es: `\`${key}\` nombra un servicio por su dirección fija. Aquí dice el nombre del servicio, porque las direcciones las asigna el motor.`,
  };
}

function tooLong(key: string) {
  return {
    en: `\`${key}\` is longer than 64 KiB. Put that script into a file of the image.`,
    es: `\`${key}\` ocupa más de 64 KiB. Pon ese script en un archivo de la imagen.`,
  };
}

function relative() {
  return {
    en: '`working_dir` must be an absolute path in the container, such as `/app`.',
    es: '`working_dir` debe ser una ruta absoluta en el contenedor, por ejemplo `/app`.',
  };
}

function noSignal(signal: string) {
  return {
    en: `\`stop_signal: ${signal}\` is not a signal that ends a program. Use \`SIGTERM\` (the default) or \`SIGINT\`.`,
    es: `\`stop_signal: ${signal}\` no es una señal que termine un programa. Usa \`SIGTERM\` (la predeterminada) o \`SIGINT\`.`,
  };
}
