import type { Text } from '../../../core/text.ts';

export const WORDS = {
  newTitle: { en: 'New assignment', es: 'Nueva consigna' },
  editTitle: { en: 'Edit', es: 'Editar' },
  assignments: { en: 'Assignments', es: 'Consignas' },
  begin: { en: 'Begin with', es: 'Empezar con' },
  template: { en: 'an explained template', es: 'una plantilla explicada' },
  copyOf: { en: 'a copy of', es: 'una copia de' },
  source: { en: 'Assignment file (YAML)', es: 'Archivo de la consigna (YAML)' },
  sourceHint: {
    en: 'It is checked while you type. Indent with spaces: the Tab key leaves the field.',
    es: 'Se revisa mientras escribes. Usa espacios para la sangría: la tecla Tab sale del campo.',
  },
  check: { en: 'Check', es: 'Revisar' },
  checkTitle: { en: 'What it says', es: 'Qué dice' },
  publish: { en: 'Publish', es: 'Publicar' },
  publishNew: { en: 'Publish as the next version', es: 'Publicar como versión siguiente' },
  publishOver: { en: 'Publish over version', es: 'Publicar sobre la versión' },
  publishHint: {
    en: 'Students see the new version at once. Grades stay as they are until you regrade.',
    es: 'Los estudiantes ven la versión nueva enseguida. Las notas quedan como están hasta que recalifiques.',
  },
  versions: { en: 'Versions', es: 'Versiones' },
  version: { en: 'Version', es: 'Versión' },
  current: { en: 'current', es: 'actual' },
} satisfies Record<string, Text>;
