import type { ManifestFacts } from '../../src/core/evidence/index.ts';
import { defineGrader } from '../../src/core/grader.ts';
import { fail, pass } from '../../src/core/verdict.ts';
import { deliveryOr } from '../shared/delivery.ts';
import { type Misfit, portMisfits } from '../shared/manifest-ports.ts';
import { place } from '../shared/place.ts';
import { listProof } from '../shared/proof.ts';

export default defineGrader({
  id: 'kubernetes-manifests-valid',
  group: 'delivery',
  title: {
    en: 'Kubernetes manifests are valid and fit the application',
    es: 'Los manifiestos de Kubernetes son válidos y encajan con la aplicación',
  },
  lesson: '004',
  about: {
    looks: {
      en: 'At every YAML file with `apiVersion` and `kind` of Kubernetes: does it fit the schema of its kind, is `containerPort` a port on which your application listens, and does the `targetPort` of each Service exist in its pods? Templates of Helm and Kustomize are left alone, and without manifests this line passes.',
      es: 'En cada archivo YAML con `apiVersion` y `kind` de Kubernetes: ¿cumple el esquema de su tipo, es `containerPort` un puerto en el que escucha tu aplicación, y existe en sus pods el `targetPort` de cada Service? Las plantillas de Helm y Kustomize no se miran, y sin manifiestos esta línea pasa.',
    },
    why: {
      en: 'A mistyped field is refused by `kubectl apply`, and a port that does not fit is worse: everything is "Running", and no request arrives.',
      es: '`kubectl apply` rechaza un campo mal escrito, y un puerto que no encaja es peor: todo está en "Running" y no llega ninguna petición.',
    },
    mend: {
      en: 'Correct the line that is named; `kubectl apply --dry-run=client -f FILE` and `kubectl explain deployment.spec` tell what belongs there.',
      es: 'Corrige la línea que se indica; `kubectl apply --dry-run=client -f ARCHIVO` y `kubectl explain deployment.spec` dicen qué va ahí.',
    },
  },
  examples: {
    passes: `containers:
  - name: app
    image: ada/users:1.0
    ports:
      - containerPort: 3000`,
    fails: `containers:
  - name: app
    image: ada/users:1.0
    ports:
      - containerport: "3000"`,
  },
  needs: ['resolve'],
  judge({ resolve }) {
    const found = deliveryOr(resolve);
    if ('verdict' in found) return found.verdict;
    const { manifests } = found.facts;
    if (manifests.length === 0) {
      return pass({
        message: {
          en: 'There are no Kubernetes manifests, so there is nothing to check.',
          es: 'No hay manifiestos de Kubernetes, así que no hay nada que comprobar.',
        },
      });
    }
    const faults = [...manifests.flatMap(mistakes), ...portMisfits(resolve)];
    const [first] = faults;
    const documents = manifests.flatMap(({ file, documents }) => documents.map((one) => ({ file, ...one })));
    if (first === undefined) {
      const lines = documents.map(
        ({ file, line, kind, name, known }) => `${file}:${line}  ${kind} ${name ?? ''}${known ? '' : '  (?)'}`,
      );
      return pass({
        message: {
          en: `${count(documents.length, 'resource is', 'resources are')} valid, as far as their schemas are known here.`,
          es: `${count(documents.length, 'recurso es válido', 'recursos son válidos')}, hasta donde aquí se conocen sus esquemas.`,
        },
        evidence: [listProof('file', { en: 'Resources', es: 'Recursos' }, lines)],
      });
    }
    const list = (lang: 'en' | 'es') => faults.map(({ where, what }) => `${place(where)}  ${what[lang]}`);
    const more = faults.length - 1;
    return fail({
      message: {
        en: `${place(first.where)}: ${first.what.en}.${more > 0 ? ` And ${count(more, 'more problem', 'more problems')}.` : ''}`,
        es: `${place(first.where)}: ${first.what.es}.${more > 0 ? ` Y ${count(more, 'problema más', 'problemas más')}.` : ''}`,
      },
      expected: {
        en: 'Manifests that Kubernetes takes, with ports that the application has.',
        es: 'Manifiestos que Kubernetes acepte, con los puertos que tiene la aplicación.',
      },
      actual: {
        en: `${count(faults.length, 'problem', 'problems')} in ${new Set(faults.map(({ where }) => where.file)).size} of ${manifests.length} files.`,
        es: `${count(faults.length, 'problema', 'problemas')} en ${new Set(faults.map(({ where }) => where.file)).size} de ${manifests.length} archivos.`,
      },
      remedy: {
        en: `Correct this line, then try \`kubectl apply --dry-run=client -f ${first.where.file}\`: it changes nothing and tells the next mistake.`,
        es: `Corrige esta línea y prueba \`kubectl apply --dry-run=client -f ${first.where.file}\`: no cambia nada y te dice el siguiente error.`,
      },
      where: first.where,
      evidence: [problemsProof(list)],
    });
  },
});

/** What the parser and the schemas say of one file. */
function mistakes({ file, problem, documents }: ManifestFacts): Misfit[] {
  if (problem !== null) {
    const message = problem.message.replace(/\.$/, '');
    const where = problem.line === null ? { file } : { file, line: problem.line };
    return [{ where, what: { en: `this is not valid YAML (${message})`, es: `esto no es YAML válido (${message})` } }];
  }
  return documents.flatMap(({ kind, problems, line }) =>
    problems.map((one) => ({
      where: { file, line: one.line ?? line },
      what: { en: `${kind}: \`${one.path}\`: ${one.message.en}`, es: `${kind}: \`${one.path}\`: ${one.message.es}` },
    })),
  );
}

function problemsProof(list: (lang: 'en' | 'es') => string[]) {
  const title = { en: 'Problems', es: 'Problemas' };
  const { text: en } = listProof('file', title, list('en'));
  const { text: es } = listProof('file', title, list('es'));
  return { kind: 'file' as const, title, text: { en, es } };
}

function count(number: number, one: string, several: string): string {
  return `${number} ${number === 1 ? one : several}`;
}
