import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { composeCause, databaseCause } from '../shared/cause.ts';
import { place } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';
import { withSnippet } from '../shared/snippet.ts';

export default defineGrader({
  id: 'database-not-exposed',
  group: 'compose',
  title: {
    en: 'The database is not open to the outside',
    es: 'La base de datos no está abierta hacia fuera',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At `ports` of the database service: none, or on 127.0.0.1 only.',
      es: 'En `ports` del servicio de base de datos: ninguno, o solo en 127.0.0.1.',
    },
    why: {
      en: 'Services of one stack reach each other without published ports. A published one opens the database to everyone in your network, past most firewalls.',
      es: 'Los servicios de Compose se alcanzan entre sí sin publicar puertos. Un puerto publicado abre la base de datos a toda tu red, por delante de la mayoría de los cortafuegos.',
    },
    mend: {
      en: 'Remove `ports` from the database, or write `127.0.0.1:5432:5432` if you want to look into it from your computer.',
      es: 'Quita `ports` de la base de datos, o escribe `127.0.0.1:5432:5432` si quieres consultarla desde tu computadora.',
    },
  },
  examples: {
    passes: `services:
  db:
    image: postgres:16
    ports:
      - "127.0.0.1:5432:5432"`,
    fails: `services:
  db:
    image: postgres:16
    ports:
      - "5432:5432"`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const cause = composeCause(resolve) ?? databaseCause(resolve);
    if (cause) return blocked(cause);
    const name = resolve.database?.service ?? '';
    const ports = resolve.services.find((service) => service.name === name)?.ports ?? [];
    const open = ports.find((port) => port.hostIp === null || !/^(127\.|::1$|localhost$)/.test(port.hostIp));
    const evidence = [
      listProof(
        'file',
        { en: 'Published ports', es: 'Puertos publicados' },
        ports.length === 0
          ? [`${name}: –`]
          : ports.map((port) => `${place(port.where)}  ${port.published ?? '?'} → ${port.target}`),
      ),
    ];
    if (open === undefined) {
      return pass({
        evidence,
        message: {
          en: `${name} can be reached by the services of the stack only.`,
          es: `A ${name} solo llegan los servicios de Compose.`,
        },
      });
    }
    return fail({
      message: {
        en: `${name} publishes its port ${open.target} on every address of the machine.`,
        es: `${name} publica su puerto ${open.target} en todas las direcciones de la máquina.`,
      },
      expected: { en: 'No published port, or on 127.0.0.1 only.', es: 'Ningún puerto publicado, o solo en 127.0.0.1.' },
      actual: {
        en: `Port ${open.published ?? '?'} of the machine leads to ${name}.`,
        es: `El puerto ${open.published ?? '?'} de la máquina lleva a ${name}.`,
      },
      remedy: withSnippet(
        {
          en: 'The application does not need this port: remove it, or keep it to your own computer:',
          es: 'La aplicación no necesita este puerto: quítalo, o déjalo solo para tu computadora:',
        },
        [
          'services:',
          `  ${name}:`,
          '    ports:',
          `      - "127.0.0.1:${open.published ?? open.target}:${open.target}"`,
        ],
      ),
      where: open.where,
      evidence,
    });
  },
});
