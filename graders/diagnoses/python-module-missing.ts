import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { hear, quote, started } from '../shared/heard.ts';
import { lineOf } from '../shared/lines.ts';

export default defineDiagnosis({
  id: 'python-module-missing',
  title: { en: 'Python does not find a module', es: 'Python no encuentra un módulo' },
  explains: ['stack-starts', 'app-responds'],
  about: {
    symptom: {
      en: "`ModuleNotFoundError: No module named 'flask'`",
      es: "`ModuleNotFoundError: No module named 'flask'`",
    },
    why: {
      en: 'The package is installed on your computer, but not listed in `requirements.txt`, so the image does not get it; or the file is yours and was not copied.',
      es: 'El paquete está instalado en tu computadora, pero no en `requirements.txt`, así que la imagen no lo recibe; o el archivo es tuyo y no se copió.',
    },
    mend: {
      en: 'Add the package to `requirements.txt`, or copy the file.',
      es: 'Añade el paquete a `requirements.txt`, o copia el archivo.',
    },
  },
  needs: ['resolve', 'start'],
  find(evidence) {
    const heard = hear(started(evidence), /(?:ModuleNotFoundError|ImportError): No module named '?([\w.]+)/);
    if (!heard) return null;
    const { service, found } = heard;
    const name = found[1] ?? '';
    const root = name.split('.')[0] ?? name;
    const listed = PACKAGES[root] ?? root;
    return {
      message: {
        en: `${service} imports \`${name}\`, which is not in its image.`,
        es: `${service} importa \`${name}\`, que no está en su imagen.`,
      },
      remedy: {
        en: `Write \`${listed}\` into \`requirements.txt\` and let the image install it. If \`${root}\` is a file of yours, see that \`COPY\` brings it beside the program.`,
        es: `Escribe \`${listed}\` en \`requirements.txt\` y deja que la imagen lo instale. Si \`${root}\` es un archivo tuyo, comprueba que \`COPY\` lo pone junto al programa.`,
      },
      where: lineOf(evidence.resolve, service, /^RUN$/i, /\bpip/),
      evidence: quote(heard),
    };
  },
});

/** Packages that are imported under another name than they are installed by. */
const PACKAGES: Record<string, string> = {
  psycopg2: 'psycopg2-binary',
  psycopg: 'psycopg[binary]',
  MySQLdb: 'mysqlclient',
  mysql: 'mysql-connector-python',
  dotenv: 'python-dotenv',
  yaml: 'PyYAML',
  jwt: 'PyJWT',
  flask_sqlalchemy: 'Flask-SQLAlchemy',
  flask_cors: 'Flask-Cors',
  flask_migrate: 'Flask-Migrate',
};
