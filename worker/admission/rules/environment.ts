import { isFreeVariable } from '../dotenv.ts';
import { withNames } from '../fixed-addresses.ts';
import type { ComposeService } from '../model.ts';
import { fieldsOf, numberOf, textOf } from '../values.ts';
import type { Rule } from './rule.ts';

const MAX_VARIABLES = 300;
const MAX_BYTES = 64 * 1024;

/** The variables of the program. Files of variables have been read into them by Compose. */
export const environment: Rule<ComposeService> = {
  id: 'environment',
  keys: ['environment', 'env_file'],
  apply({ value, out, review, refuse, note }) {
    const variables: Record<string, string | null> = {};
    for (const [name, given] of Object.entries(fieldsOf(value.environment))) {
      const asked = textOf(given) ?? numberOf(given)?.toString() ?? null;
      const text = asked === null ? null : withNames(review, asked);
      if (text !== asked) note('rewrite', named(name), 'environment', name);
      // Without a value Compose would look into its own environment once more, and must find nothing of ours there.
      if (text === null && !isFreeVariable(name)) continue;
      if (/[=\0]/.test(name) || text?.includes('\0')) refuse(invalid(), 'environment', { has: name });
      else variables[name] = text;
    }
    const size = Buffer.byteLength(JSON.stringify(variables));
    if (Object.keys(variables).length > MAX_VARIABLES || size > MAX_BYTES) refuse(tooMuch(), 'environment');
    if (Object.keys(variables).length > 0) out.environment = variables;
  },
};

function named(variable: string) {
  return {
    en: `\`${variable}\` names a service by its fixed address. Here it says the service name, because the engine gives the addresses; write it so yourself, and it works everywhere.`,
    es: `\`${variable}\` nombra un servicio por su dirección fija. Aquí dice el nombre del servicio, porque las direcciones las asigna el motor; escríbelo así y funcionará en todas partes.`,
  };
}

function invalid() {
  return {
    en: 'A variable holds a NUL character, or its name holds `=`. No program can read that.',
    es: 'Una variable contiene un carácter NUL, o su nombre contiene `=`. Ningún programa puede leer eso.',
  };
}

function tooMuch() {
  return {
    en: `The service has more than ${MAX_VARIABLES} variables or 64 KiB of them. Put large data into a file.`,
    es: `El servicio tiene más de ${MAX_VARIABLES} variables o 64 KiB de ellas. Pon los datos grandes en un archivo.`,
  };
}
