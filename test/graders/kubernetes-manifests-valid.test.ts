import kubernetesManifestsValid from '../../graders/delivery/kubernetes-manifests-valid.ts';
import type { CompleteEvidence, ManifestDocument, ManifestFacts } from '../../src/core/evidence/index.ts';
import { evidenceWith, goodEvidence } from './evidence.ts';
import { deployment, leading } from './evidence-delivery.ts';
import { testGrader } from './grader-table.ts';
import { NO_COMPOSE } from './rows.ts';

const FILE = 'k8s/app.yaml';
const at = (line: number) => ({ file: FILE, line });
const port = (number: number, name: string | null = null) => [{ number, name, line: 17 }];
const database = { ...deployment({ image: 'postgres:16', ports: port(5432) }), labels: { app: 'db' } };

testGrader(kubernetesManifestsValid, {
  passes: [
    { name: 'there are none', evidence: goodEvidence(), message: /no Kubernetes manifests/ },
    { name: 'all fits', evidence: manifests([deployment(), leading('http'), leading(3000)]), message: /3 resources/ },
    { name: 'no port is declared', evidence: manifests([deployment({ ports: [] }), leading(3000)]) },
    {
      name: 'the application is told another port',
      evidence: manifests([deployment({ ports: port(8080), told: [8080] }), leading(8080)]),
    },
    { name: 'a database has its own port', evidence: manifests([database, leading(5432, 'db')]) },
    {
      name: 'what an image of others listens on cannot be told',
      evidence: manifests([deployment({ image: 'nginx:1.27', ports: [] }), leading(8081)]),
    },
    {
      name: 'which of two own images is the application cannot be told',
      evidence: manifests([
        { ...deployment({ name: 'a', image: 'ada/a:1', ports: port(4000) }), name: 'a' },
        { ...deployment({ name: 'b', image: 'ada/b:1', ports: port(5000) }), name: 'b' },
      ]),
    },
    { name: 'a Service of pods that are elsewhere', evidence: manifests([leading(80, 'other')]) },
    { name: 'a kind whose schema is not kept', evidence: manifests([{ ...deployment(), kind: 'Role', known: false }]) },
  ],
  fails: [
    {
      name: 'a field that the schema does not know',
      evidence: manifests([
        {
          ...deployment(),
          problems: [
            { path: 'spec.replica', message: { en: 'unknown field', es: 'campo desconocido' }, line: 5 },
            { path: 'spec', message: { en: '`selector` is missing', es: 'falta `selector`' }, line: null },
          ],
        },
      ]),
      verdict: 'fail',
      message: {
        en: /^k8s\/app\.yaml:5: Deployment: `spec\.replica`: unknown field\. And 1 more problem\.$/,
        es: /campo desconocido\. Y 1 problema más/,
      },
      remedy: /kubectl apply --dry-run=client -f k8s\/app\.yaml/,
      where: at(5),
    },
    {
      name: 'a container port on which nothing listens',
      evidence: manifests([deployment({ ports: port(8080) })]),
      verdict: 'fail',
      message: { en: /`containerPort` is 8080, but the application in this container listens on 3000/ },
      where: at(17),
    },
    {
      name: 'the same, known by its image alone',
      evidence: manifests([{ ...deployment({ name: 'api', ports: port(8080) }), name: 'api' }]),
      verdict: 'fail',
      message: { en: /listens on 3000/ },
    },
    {
      name: 'a Service that leads to another port',
      evidence: manifests([deployment(), leading(8080)]),
      verdict: 'fail',
      message: { en: /leads to the port 8080, but its pods have: http \(3000\)/, es: /lleva al puerto 8080/ },
      where: at(29),
    },
    {
      name: 'a Service that leads to a name that no port has',
      evidence: manifests([deployment({ ports: port(3000) }), leading('http')]),
      verdict: 'fail',
      message: { en: /leads to the port http, but its pods have: 3000/ },
      where: at(29),
    },
    {
      name: 'a file that is no YAML',
      evidence: manifests([], { problem: { message: 'Missing closing }.', line: 4 } }),
      verdict: 'fail',
      message: { en: /^k8s\/app\.yaml:4: this is not valid YAML \(Missing closing }\)\.$/ },
      where: at(4),
    },
    NO_COMPOSE,
  ],
});

function manifests(documents: ManifestDocument[], change: Partial<ManifestFacts> = {}): CompleteEvidence {
  return evidenceWith(({ resolve }) => {
    if (resolve.delivery) resolve.delivery.manifests = [{ file: FILE, problem: null, documents, ...change }];
  });
}
