import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deliveryOf } from './repository.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
          resources:
            limits: { memory: 256Mi, cpu: 1 }
          ports:
            - { name: http, containerPort: 3000 }
          env:
            - { name: DB_HOST, value: database }
            - { name: PORT, value: '3000' }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports:
    - port: 80
      targetPort: http
    - port: 3000
`;

test('Resources of several documents are read with their containers, labels and ports', async () => {
  const [first, second] = await documents(`${DEPLOYMENT}---\n# nothing\n---\n${SERVICE}`);
  expect(first).toMatchObject({ line: 1, kind: 'Deployment', name: 'web', known: true, problems: [] });
  expect(first?.labels).toEqual({ app: 'web' });
  const ports = [{ number: 3000, name: 'http', line: 18 }];
  expect(first?.containers).toEqual([
    { name: 'web', image: 'registry.example.com/web:1.0', ports, told: [3000], line: 13 },
  ]);
  expect(second).toMatchObject({ line: 25, kind: 'Service', known: true, problems: [], containers: [] });
  expect(second?.leads).toEqual({
    selector: { app: 'web' },
    ports: [
      { target: 'http', line: 32 },
      { target: 3000, line: 33 },
    ],
  });
});

test.for([
  ['a mistyped key', ['replicas: 2', 'replica: 2'], 'spec.replica', /unknown field/, 5],
  ['a mistyped key deep inside', ['image:', 'imagee:'], 'spec.template.spec.containers[0].imagee', /unknown field/, 14],
  ['a text for a number', ['replicas: 2', 'replicas: "2"'], 'spec.replicas', /whole number, without quotes/, 5],
  [
    'a number for a text',
    ['value: database', 'value: 1'],
    'spec.template.spec.containers[0].env[0].value',
    /in quotes/,
    20,
  ],
  ['a missing part', ['  selector:\n    matchLabels: { app: web }\n', ''], 'spec', /`selector` is missing/, 4],
  ['another version of the API', ['apps/v1', 'v1'], 'apiVersion', /of `apiVersion: apps\/v1`/, 1],
  [
    'a selector that finds none of its own pods',
    ['matchLabels: { app: web }', 'matchLabels: { app: api }'],
    'spec.selector.matchLabels.app',
    /no pod of this template/,
    7,
  ],
  ['a removed version of the API', ['apps/v1', 'extensions/v1beta1'], 'apiVersion', /apps\/v1/, 1],
] as const)('%s is a problem of the resource', async ([, [before, after], path, message, line]) => {
  const [first] = await documents(DEPLOYMENT.replace(before, after));
  expect(first?.problems).toEqual([{ path, message: expect.anything(), line }]);
  expect(first?.problems[0]?.message.en).toMatch(message);
});

test.for([
  ['ConfigMap', 'data: { ANY_KEY: text, other.conf: "1" }'],
  ['Secret', 'type: Opaque\ndata: { password: c2VjcmV0 }\nstringData: { user: ada }'],
  ['Namespace', ''],
  ['PersistentVolumeClaim', 'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }'],
  ['Pod', 'spec: { containers: [{ name: a, image: b }], volumes: [{ name: c, emptyDir: {} }] }'],
])('A right %s has no problem', async ([kind, rest]) => {
  const labels = 'labels: { app.kubernetes.io/name: x }, annotations: { a/b: "c" }';
  const [first] = await documents(`apiVersion: v1\nkind: ${kind}\nmetadata: { name: x, ${labels} }\n${rest}\n`);
  expect(first).toMatchObject({ kind, known: true, problems: [] });
});

test('What is Kubernetes, but whose schema is not kept, is not judged', async () => {
  const [first] = await documents('apiVersion: v1\nkind: ServiceAccountt\nmetadata: { name: x }\n');
  expect(first).toMatchObject({ known: false, problems: [] });
});

test.for([
  ['Compose files', { 'compose.yml': 'services: {}\n' }],
  ['custom resources', { 'a.yaml': 'apiVersion: serving.knative.dev/v1\nkind: Service\n' }],
  ['charts of Helm', { 'chart/Chart.yaml': 'apiVersion: v2\n', 'chart/templates/a.yaml': SERVICE }],
  ['templates', { 'a.yaml': SERVICE.replace('80', '{{ .Values.port }}') }],
  [
    'layers of Kustomize',
    { 'k8s/kustomization.yaml': 'resources: [a.yaml]\n', 'k8s/a.yaml': 'apiVersion: v1\nkind: Pod\n' },
  ],
])('%s are left alone', async ([, files]) => {
  expect((await deliveryOf(files as Record<string, string>)).manifests).toEqual([]);
});

test('A manifest that is no YAML is told with its line', async () => {
  const { manifests } = await deliveryOf({ 'k8s/web.yml': SERVICE.replace('{ app: web }', '{ app: web') });
  expect(manifests).toMatchObject([{ file: 'k8s/web.yml', problem: { line: 6 }, documents: [] }]);
});

async function documents(text: string) {
  const { manifests } = await deliveryOf({ 'k8s/app.yaml': text });
  expect(manifests).toMatchObject([{ file: 'k8s/app.yaml', problem: null }]);
  return manifests[0]?.documents ?? [];
}

test('No key that real manifests use is taken for a mistake', async () => {
  const text = await readFile(join(import.meta.dirname, 'everything.yaml'), 'utf8');
  const all = await documents(text);
  expect(all.length).toBeGreaterThan(15);
  expect(all.flatMap(({ kind, problems }) => problems.map(({ path }) => `${kind}: ${path}`))).toEqual([]);
});
