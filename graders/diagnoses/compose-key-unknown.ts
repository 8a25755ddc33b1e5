import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { nearest } from '../../src/core/nearest.ts';
import { hear, quote } from '../shared/heard.ts';

export default defineDiagnosis({
  id: 'compose-key-unknown',
  title: { en: 'A key that Compose does not know', es: 'Una clave que Compose no conoce' },
  explains: ['compose-present'],
  about: {
    symptom: {
      en: '`Additional property … is not allowed`',
      es: '`Additional property … is not allowed`',
    },
    why: {
      en: 'A key is misspelt, or stands at another level than it belongs to: the indentation decides what a key is part of.',
      es: 'Una clave está mal escrita, o en otro nivel del que le toca: la sangría decide a qué pertenece cada clave.',
    },
    mend: {
      en: 'Correct the spelling, or move the key to its level (two spaces more or fewer).',
      es: 'Corrige cómo está escrita, o mueve la clave a su nivel (dos espacios más o menos).',
    },
  },
  needs: ['resolve'],
  find({ resolve }) {
    const { compose } = resolve;
    const heard = hear(
      [{ service: 'Compose', text: compose.message ?? '' }],
      /([\w.-]*) ?Additional property ([\w.-]+) is not allowed/,
      /([\w.-]*) ?additional properties '([\w.-]+)'(?:, '[^']*')* not allowed/,
    );
    if (!heard) return null;
    const [, parent = '', key = ''] = heard.found;
    const meant = nearest(key, KEYS);
    const inside = parent === '(root)' || parent === '' ? null : parent;
    return {
      message: {
        en: `Compose knows no key \`${key}\`${inside ? ` in \`${inside}\`` : ' at the top level'}.`,
        es: `Compose no conoce la clave \`${key}\`${inside ? ` en \`${inside}\`` : ' en el primer nivel'}.`,
      },
      remedy:
        meant && meant !== key
          ? { en: `Write \`${meant}\` instead of \`${key}\`.`, es: `Escribe \`${meant}\` en vez de \`${key}\`.` }
          : {
              en: `\`${key}\` belongs to another level: look at its indentation. A service stands below \`services:\`, and its keys two spaces further in.`,
              es: `\`${key}\` va en otro nivel: mira su sangría. Un servicio va debajo de \`services:\`, y sus claves dos espacios más adentro.`,
            },
      where: compose.where ?? undefined,
      evidence: quote(heard),
    };
  },
});

const KEYS = [
  'build',
  'command',
  'configs',
  'container_name',
  'depends_on',
  'deploy',
  'entrypoint',
  'env_file',
  'environment',
  'expose',
  'extra_hosts',
  'healthcheck',
  'image',
  'init',
  'labels',
  'name',
  'networks',
  'platform',
  'ports',
  'profiles',
  'restart',
  'secrets',
  'services',
  'stop_grace_period',
  'tmpfs',
  'user',
  'volumes',
  'working_dir',
  'interval',
  'timeout',
  'retries',
  'start_period',
  'context',
  'dockerfile',
  'condition',
];
