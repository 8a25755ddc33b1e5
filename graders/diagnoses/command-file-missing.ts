import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { hear, quote } from '../shared/heard.ts';
import { commandLine } from '../shared/lines.ts';
import { stuck } from '../shared/stuck.ts';

export default defineDiagnosis({
  id: 'command-file-missing',
  title: {
    en: 'The file that the container should run is not in the image',
    es: 'El archivo que debe ejecutar el contenedor no está en la imagen',
  },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: '`exec: "/start.sh": stat /start.sh: no such file or directory`',
      es: '`exec: "/start.sh": stat /start.sh: no such file or directory`',
    },
    why: {
      en: '`CMD` or `ENTRYPOINT` names a path of the image at which nothing was copied, or a mount lies over it.',
      es: '`CMD` o `ENTRYPOINT` nombra una ruta de la imagen en la que no se copió nada, o un montaje la tapa.',
    },
    mend: {
      en: 'Copy the file to that very path, or correct the path.',
      es: 'Copia el archivo justo a esa ruta, o corrige la ruta.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(stuck(evidence), /exec: "([^"]+)": stat [^:]+: no such file or directory/);
    if (!heard) return null;
    const { service, found } = heard;
    return {
      message: {
        en: `${service} should run \`${found[1]}\`, but its image has no such file.`,
        es: `${service} debe ejecutar \`${found[1]}\`, pero su imagen no tiene ese archivo.`,
      },
      remedy: {
        en: `Compare the path with what \`COPY\` writes (it counts from \`WORKDIR\`); a command with spaces in it must be a list: \`["sh", "-c", "…"]\`.`,
        es: `Compara la ruta con lo que escribe \`COPY\` (se cuenta desde \`WORKDIR\`); un comando con espacios debe ser una lista: \`["sh", "-c", "…"]\`.`,
      },
      where: commandLine(evidence.resolve, service),
      evidence: quote(heard),
    };
  },
});
