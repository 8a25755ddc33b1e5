import { defineGrader } from '../../src/core/grader.ts';
import { blocked, fail, pass } from '../../src/core/verdict.ts';
import { family, processLine } from '../shared/processes.ts';
import { type Program, programKind } from '../shared/programs.ts';
import { listProof } from '../shared/proof.ts';
import { down, lastAttempt } from '../shared/services.ts';

export default defineGrader({
  id: 'one-process-per-container',
  group: 'image',
  title: {
    en: 'One program in each container',
    es: 'Un solo programa en cada contenedor',
  },
  lesson: '003',
  about: {
    looks: {
      en: 'At the process table of every container: does an application run beside a database or a web server? Workers of the same program, and chains like npm → sh → node, are one application.',
      es: 'En la tabla de procesos de cada contenedor: ¿se ejecuta una aplicación junto a una base de datos o un servidor web? Los workers del mismo programa, y cadenas como npm → sh → node, son una sola aplicación.',
    },
    why: {
      en: 'Docker watches, restarts and replaces containers. Two programs in one container die together, and a new version of one takes the data of the other along.',
      es: 'Docker vigila, reinicia y reemplaza contenedores. Dos programas en un mismo contenedor mueren juntos, y una versión nueva de uno se lleva los datos del otro.',
    },
    mend: {
      en: 'Give each program a service of its own in the Compose file: one builds your application, one uses the image of the database.',
      es: 'Dale a cada programa su propio servicio en el archivo de Compose: uno construye tu aplicación y otro usa la imagen de la base de datos.',
    },
  },
  examples: {
    passes: `services:
  app:
    build: .
    command: node server.js
  db:
    image: postgres:16
    env_file: .env`,
    fails: `services:
  app:
    build: .
    command: sh -c "service postgresql start && node server.js"`,
  },
  needs: ['resolve', 'start'],
  judge({ resolve, start }) {
    const attempt = lastAttempt(start);
    const absent = down(start, resolve);
    const containers = attempt.services
      .filter((state) => !absent.has(state.service))
      .map((state) => ({ service: state.service, processes: family(state.processes) }))
      .filter(({ processes }) => processes.length > 0);

    for (const { service, processes } of containers) {
      const programs = new Map<Program['kind'], Program>();
      for (const { command } of processes) {
        const program = programKind(command);
        if (program && !programs.has(program.kind)) programs.set(program.kind, program);
      }
      if (programs.size < 2) continue;
      const names = [...programs.values()].map((program) => program.name);
      const facts = resolve.services.find((candidate) => candidate.name === service);
      const database = programs.has('database');
      return fail({
        message: {
          en: `The container of ${service} runs ${names.join(' and ')} together.`,
          es: `El contenedor de ${service} ejecuta juntos ${names.join(' y ')}.`,
        },
        expected: { en: 'One program in each container.', es: 'Un solo programa en cada contenedor.' },
        actual: {
          en: `${names.length} programs in ${service}: ${names.join(', ')}.`,
          es: `${names.length} programas en ${service}: ${names.join(', ')}.`,
        },
        remedy: database
          ? {
              en: `Take the database out of the image of ${service}, and add a service with the image of the database beside it.`,
              es: `Saca la base de datos de la imagen de ${service} y añade a su lado un servicio con la imagen de la base de datos.`,
            }
          : {
              en: `Take the web server out of the image of ${service}, and add a service for it beside it (for instance with \`image: nginx:1.27\`).`,
              es: `Saca el servidor web de la imagen de ${service} y añade a su lado un servicio para él (por ejemplo con \`image: nginx:1.27\`).`,
            },
        where: facts?.where,
        evidence: [
          listProof(
            'inspect',
            { en: `Processes of ${service}`, es: `Procesos de ${service}` },
            processes.map(processLine),
          ),
        ],
      });
    }

    if (containers.length === 0) {
      return blocked({
        by: 'stack-starts',
        message: {
          en: 'Not looked at: no container has a lasting process.',
          es: 'No se miró: ningún contenedor tiene un proceso que permanezca.',
        },
      });
    }
    return pass({
      message: {
        en: 'No container mixes an application with a database or a web server.',
        es: 'Ningún contenedor mezcla una aplicación con una base de datos o un servidor web.',
      },
      evidence: [
        listProof(
          'inspect',
          { en: 'First process of each container', es: 'Primer proceso de cada contenedor' },
          containers.map(({ service, processes }) => `${service}  ${processes[0]?.command ?? ''}`),
        ),
      ],
    });
  },
});
