import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { nearest } from '../../src/core/nearest.ts';
import type { Text } from '../../src/core/text.ts';
import { hear, quote } from '../shared/heard.ts';

export default defineDiagnosis({
  id: 'undeclared-name',
  title: {
    en: 'A service uses a name that the Compose file does not declare',
    es: 'Un servicio usa un nombre que el archivo de Compose no declara',
  },
  explains: ['compose-present'],
  about: {
    symptom: {
      en: '`service "db" refers to undefined volume …`, `depends on undefined service …`',
      es: '`service "db" refers to undefined volume …`, `depends on undefined service …`',
    },
    why: {
      en: 'Named volumes, networks and secrets are declared once at the end of the file, without indentation, and used by that very name in services.',
      es: 'Los volúmenes con nombre, las redes y los secretos se declaran una vez al final del archivo, sin sangría, y los servicios los usan con ese mismo nombre.',
    },
    mend: {
      en: 'Declare the name at the top level, or correct its spelling.',
      es: 'Declara el nombre en el primer nivel, o corrige cómo está escrito.',
    },
  },
  needs: ['resolve'],
  find({ resolve }) {
    const { compose } = resolve;
    const heard = hear(
      [{ service: 'Compose', text: compose.message ?? '' }],
      /service "([^"]+)" refers to undefined (volume|network|secret|config) ([^\s:]+)/,
      /service "([^"]+)" depends on (undefined service) "?([^\s:"]+)/,
    );
    if (!heard) return null;
    const [, service = '', kind = '', name = ''] = heard.found;
    const others = resolve.services.map((one) => one.name);
    return {
      message: MESSAGES[kind === 'undefined service' ? 'service' : kind]?.(service, name) ?? {
        en: `${service} uses \`${name}\`, which is not declared.`,
        es: `${service} usa \`${name}\`, que no está declarado.`,
      },
      remedy: kind === 'undefined service' ? renamed(name, nearest(name, others)) : declared(kind, name),
      where: compose.where ?? undefined,
      evidence: quote(heard),
    };
  },
});

const MESSAGES: Record<string, (service: string, name: string) => Text> = {
  volume: (service, name) => ({
    en: `${service} mounts the volume \`${name}\`, which is not declared under \`volumes:\` at the top level.`,
    es: `${service} monta el volumen \`${name}\`, que no está declarado en \`volumes:\`, en el primer nivel.`,
  }),
  network: (service, name) => ({
    en: `${service} joins the network \`${name}\`, which is not declared under \`networks:\` at the top level.`,
    es: `${service} se une a la red \`${name}\`, que no está declarada en \`networks:\`, en el primer nivel.`,
  }),
  service: (service, name) => ({
    en: `${service} depends on the service \`${name}\`, and there is none of that name.`,
    es: `${service} depende del servicio \`${name}\`, y no hay ninguno con ese nombre.`,
  }),
};

function declared(kind: string, name: string): Text {
  return {
    en: `Add this at the end of the file, without indentation:\n\n${kind}s:\n  ${name}:`,
    es: `Añade esto al final del archivo, sin sangría:\n\n${kind}s:\n  ${name}:`,
  };
}

function renamed(name: string, meant: string | undefined): Text {
  if (meant)
    return { en: `Write \`${meant}\` instead of \`${name}\`.`, es: `Escribe \`${meant}\` en vez de \`${name}\`.` };
  return {
    en: `Write the name of a service of this file instead of \`${name}\`, or add that service.`,
    es: `Escribe el nombre de un servicio de este archivo en vez de \`${name}\`, o añade ese servicio.`,
  };
}
