import type { ComposeService } from '../model.ts';
import { textOf } from '../values.ts';
import type { Rule } from './rule.ts';

const NATIVE: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** Another processor would have to be emulated, which no time limit allows. The machine's own needs no mention. */
export const platform: Rule<ComposeService> = {
  id: 'platform',
  keys: ['platform'],
  apply({ value, refuse }) {
    const wanted = textOf(value.platform);
    const native = `linux/${NATIVE[process.arch] ?? process.arch}`;
    if (wanted === undefined || wanted === native || wanted.startsWith(`${native}/`)) return;
    refuse(
      {
        en: `\`platform: ${wanted}\` is not the platform of this machine (${native}). Remove the line: official images exist for both.`,
        es: `\`platform: ${wanted}\` no es la plataforma de esta máquina (${native}). Quita la línea: las imágenes oficiales existen para ambas.`,
      },
      'platform',
    );
  },
};
