import type { ComposeService } from '../model.ts';
import { fieldsOf } from '../values.ts';
import type { Rule } from './rule.ts';

/** Logs stay on this machine and small: other drivers make the engine itself open connections. The last two are keys of old files. */
export const logging: Rule<ComposeService> = {
  id: 'logging',
  keys: ['logging', 'log_driver', 'log_opt'],
  apply({ value, out, note }) {
    const driver = fieldsOf(value.logging).driver;
    if (driver !== undefined && driver !== 'local' && driver !== 'json-file') {
      note(
        'rewrite',
        {
          en: `Logs are not sent to \`${driver}\` here: they are kept where the report can show them.`,
          es: `Aquí los logs no se envían a \`${driver}\`: se guardan donde el informe puede mostrarlos.`,
        },
        'logging',
      );
    }
    out.logging = { driver: 'local', options: { 'max-file': '2', 'max-size': '5m' } };
  },
};
