import { defineDiagnosis } from '../../src/core/diagnosis.ts';

export default defineDiagnosis({
  id: 'env-file-not-in-git',
  title: {
    en: 'A file that the Compose file asks for is not in git',
    es: 'Un archivo que pide el archivo de Compose no está en git',
  },
  explains: ['compose-present', 'stack-starts'],
  about: {
    symptom: { en: '`env file … not found` in a fresh clone.', es: '`env file … not found` en un clon nuevo.' },
    why: {
      en: 'On your computer the file is there; `.gitignore` keeps it out of the repository, rightly, because it holds passwords. Whoever clones the repository does not know what belongs in it.',
      es: 'En tu computadora el archivo está; `.gitignore` lo deja fuera del repositorio, y está bien, porque tiene contraseñas. Quien clona el repositorio no sabe qué va adentro.',
    },
    mend: {
      en: 'Commit an example of it (`.env.example`) with the same variables and harmless values.',
      es: 'Sube un ejemplo (`.env.example`) con las mismas variables y valores inofensivos.',
    },
  },
  needs: ['resolve'],
  find({ resolve }) {
    const absent = resolve.missingFiles.filter(({ suppliedBy }) => suppliedBy === 'nobody');
    const [first] = absent;
    if (first === undefined) return null;
    const names = absent.map(({ path }) => `\`${path}\``).join(', ');
    return {
      message: {
        en: `The repository holds no ${names}, and no example of it.`,
        es: `El repositorio no tiene ${names}, ni un ejemplo.`,
      },
      remedy: {
        en: `Commit \`${first.path}.example\` with the same variables and harmless values, and leave the real file in \`.gitignore\`. If your teacher supplies the file, it belongs in \`stack.files\` of the assignment.`,
        es: `Sube \`${first.path}.example\` con las mismas variables y valores inofensivos, y deja el archivo real en \`.gitignore\`. Si el archivo lo pone tu docente, va en \`stack.files\` de la consigna.`,
      },
      where: first.where,
    };
  },
});
