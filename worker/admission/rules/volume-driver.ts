import { isUnset } from '../values.ts';
import type { Rule } from './rule.ts';
import type { RebuiltVolume } from './volume-external.ts';

/** Plain local volumes. Options can turn one into any folder of the machine, or into a share of another one. */
export const volumeDriver: Rule<RebuiltVolume> = {
  id: 'volume-driver',
  keys: ['driver', 'driver_opts', 'labels'],
  apply({ name, value, refuse }) {
    if (!isUnset(value.driver) && value.driver !== 'local' && value.driver !== 'default') {
      refuse(
        {
          en: `\`driver: ${value.driver}\` needs a plugin that this machine does not have. Remove the line: a local volume keeps your data.`,
          es: `\`driver: ${value.driver}\` necesita un plugin que esta máquina no tiene. Quita la línea: un volumen local guarda tus datos.`,
        },
        'driver',
      );
    }
    if (!isUnset(value.driver_opts)) {
      refuse(
        {
          en: `\`driver_opts\` ties the volume \`${name}\` to a place on your computer. Remove them; for a folder of the repository write \`./folder:/path\` in the service.`,
          es: `\`driver_opts\` ata el volumen \`${name}\` a un lugar de tu computadora. Quítalas; para una carpeta del repositorio escribe \`./carpeta:/ruta\` en el servicio.`,
        },
        'driver_opts',
      );
    }
  },
};
