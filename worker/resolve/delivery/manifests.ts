import { dirname } from 'node:path';
import type { ContainerFacts, ManifestDocument, ManifestFacts } from '../../../src/core/evidence/index.ts';
import { readText } from './files.ts';
import { isKubernetes, problemsOf, type SchemaProblem } from './schemas.ts';
import { type Read, readYaml } from './yaml.ts';

const MAX_MANIFESTS = 30;
const MAX_TEXTS = 100;
const MAX_DOCUMENTS = 50;
const MAX_PROBLEMS = 10;
const MAX_CONTAINERS = 10;
/** What Helm and Kustomize make manifests of is no manifest yet. */
const TEMPLATES = /(^|\/)(Chart\.yaml|kustomization\.ya?ml)$/;

/** The Kubernetes manifests of the repository: each resource with what its schema does not allow, its containers and its ports. */
export async function readManifests(root: string, files: readonly string[]): Promise<ManifestFacts[]> {
  const templates = files.filter((file) => TEMPLATES.test(file)).map((file) => dirname(file));
  const inTemplate = (file: string) => templates.some((folder) => folder === '.' || file.startsWith(`${folder}/`));
  const candidates = files.filter(
    (file) => /\.ya?ml$/i.test(file) && !file.startsWith('.github/') && !inTemplate(file),
  );
  const manifests: ManifestFacts[] = [];
  for (const file of candidates.slice(0, MAX_TEXTS)) {
    const text = await readText(root, file);
    if (text === null || !/^"?apiVersion"? *:/m.test(text) || !/^"?kind"? *:/m.test(text)) continue;
    if (/\{\{|\{%/.test(text)) continue;
    const { documents, problem } = readYaml(text);
    const facts = await Promise.all(documents.slice(0, MAX_DOCUMENTS).map(documentFacts));
    const resources = facts.filter((one) => one !== null);
    if (problem !== null || resources.length > 0) manifests.push({ file, problem, documents: resources });
    if (manifests.length === MAX_MANIFESTS) break;
  }
  return manifests;
}

async function documentFacts(document: Read): Promise<ManifestDocument | null> {
  const { data, line, lineOf } = document;
  const apiVersion = at(data, 'apiVersion');
  const kind = at(data, 'kind');
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !isKubernetes(apiVersion)) return null;
  const problems = await problemsOf(kind, apiVersion, data);
  const pod = podOf(kind);
  const labels = pod ? texts(at(data, ...pod, 'metadata', 'labels')) : {};
  return {
    line,
    apiVersion,
    kind,
    name: text(at(data, 'metadata', 'name')),
    known: problems !== null,
    problems: [...(problems ?? []), ...(pod ? foreignSelector(data, labels) : [])]
      .slice(0, MAX_PROBLEMS)
      .map(({ path, message }) => ({
        path: shown(path),
        message,
        line: lineOf(path),
      })),
    labels,
    containers: pod ? containersOf(document, [...pod, 'spec', 'containers']) : [],
    leads: kind === 'Service' && apiVersion === 'v1' ? leadsOf(document) : null,
  };
}

/** What no schema says: Kubernetes refuses a controller that would not find the pods that it makes. */
function foreignSelector(data: unknown, labels: Record<string, string>): SchemaProblem[] {
  const wanted = Object.entries(texts(at(data, 'spec', 'selector', 'matchLabels')));
  const message = {
    en: 'no pod of this template has this label: write the same under `template`',
    es: 'ningún pod de esta plantilla tiene esta etiqueta: escribe la misma en `template`',
  };
  return wanted
    .filter(([key, value]) => labels[key] !== value)
    .map(([key]) => ({ path: ['spec', 'selector', 'matchLabels', key], message }));
}

/** Where the description of the pods is. */
function podOf(kind: string): string[] | null {
  if (kind === 'Pod') return [];
  if (kind === 'CronJob') return ['spec', 'jobTemplate', 'spec', 'template'];
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind) ? ['spec', 'template'] : null;
}

function containersOf({ data, lineOf }: Read, path: string[]): ContainerFacts[] {
  return list(at(data, ...path))
    .slice(0, MAX_CONTAINERS)
    .map((container, index) => ({
      name: text(at(container, 'name')) ?? '',
      image: text(at(container, 'image')),
      ports: list(at(container, 'ports')).flatMap((port, position) => {
        const number = at(port, 'containerPort');
        const line = lineOf([...path, index, 'ports', position]);
        return Number.isInteger(number) ? [{ number: number as number, name: text(at(port, 'name')), line }] : [];
      }),
      told: list(at(container, 'env')).flatMap((one) => {
        const value = text(at(one, 'value')) ?? '';
        return /^\d{1,5}$/.test(value) ? [Number(value)] : [];
      }),
      line: lineOf([...path, index]),
    }));
}

/** A port that names no target leads to the one with its own number. */
function leadsOf({ data, lineOf }: Read): ManifestDocument['leads'] {
  const path = ['spec', 'ports'];
  return {
    selector: texts(at(data, 'spec', 'selector')),
    ports: list(at(data, ...path)).flatMap((port, index) => {
      const target = at(port, 'targetPort') ?? at(port, 'port');
      if (typeof target !== 'string' && !Number.isInteger(target)) return [];
      return [{ target: target as string | number, line: lineOf([...path, index, 'targetPort']) }];
    }),
  };
}

/** `spec.template.spec.containers[0]`. */
function shown(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function at(data: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    data,
  );
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, 300) : null;
}

function texts(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, one]) => (typeof one === 'string' ? [[key, one]] : [])),
  );
}
