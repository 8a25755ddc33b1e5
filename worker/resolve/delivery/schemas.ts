import type { Text } from '../../../src/core/text.ts';

interface Fault {
  /** As a JSON pointer. */
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}
type Validate = ((data: unknown) => boolean) & { errors?: Fault[] | null };

/** The kinds that homework uses, each with the version of the API that it belongs to and its validator, which is loaded when it is needed. */
const KINDS: Record<string, { apiVersion: string; load: () => Promise<{ validate: Validate }> }> = {
  ConfigMap: { apiVersion: 'v1', load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap') },
  CronJob: { apiVersion: 'batch/v1', load: () => import('kubernetes-models/_schemas/IoK8sApiBatchV1CronJob') },
  DaemonSet: { apiVersion: 'apps/v1', load: () => import('kubernetes-models/_schemas/IoK8sApiAppsV1DaemonSet') },
  Deployment: { apiVersion: 'apps/v1', load: () => import('kubernetes-models/_schemas/IoK8sApiAppsV1Deployment') },
  Ingress: {
    apiVersion: 'networking.k8s.io/v1',
    load: () => import('kubernetes-models/_schemas/IoK8sApiNetworkingV1Ingress'),
  },
  Job: { apiVersion: 'batch/v1', load: () => import('kubernetes-models/_schemas/IoK8sApiBatchV1Job') },
  Namespace: { apiVersion: 'v1', load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1Namespace') },
  PersistentVolume: {
    apiVersion: 'v1',
    load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1PersistentVolume'),
  },
  PersistentVolumeClaim: {
    apiVersion: 'v1',
    load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1PersistentVolumeClaim'),
  },
  Pod: { apiVersion: 'v1', load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1Pod') },
  Secret: { apiVersion: 'v1', load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1Secret') },
  Service: { apiVersion: 'v1', load: () => import('kubernetes-models/_schemas/IoK8sApiCoreV1Service') },
  StatefulSet: { apiVersion: 'apps/v1', load: () => import('kubernetes-models/_schemas/IoK8sApiAppsV1StatefulSet') },
};

/** Groups that Kubernetes itself brings; everything else is somebody's own resource, of which nothing is known here. */
const GROUP =
  /^((apps|batch|autoscaling|extensions|policy|(networking|rbac\.authorization|storage)\.k8s\.io)\/)?v\d\w*$/;

export interface SchemaProblem {
  path: (string | number)[];
  message: Text;
}

/** Whether something is one of Kubernetes' own resources, by its `apiVersion`. */
export function isKubernetes(apiVersion: string): boolean {
  return GROUP.test(apiVersion);
}

/** What Kubernetes would refuse in a resource; null where the schema of its kind is not kept here. */
export async function problemsOf(kind: string, apiVersion: string, data: unknown): Promise<SchemaProblem[] | null> {
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known === undefined) return null;
  if (apiVersion !== known.apiVersion) {
    const text = `\`apiVersion: ${known.apiVersion}\``;
    return [{ path: ['apiVersion'], message: { en: `A ${kind} is of ${text}`, es: `Un ${kind} es de ${text}` } }];
  }
  const { validate } = await known.load();
  const seen: Watched[] = [];
  validate(watch(data, [], seen));
  const faults = (validate.errors ?? []).map(({ instancePath, keyword, params }) => ({
    path: stepsOf(instancePath),
    message: worded(keyword, params),
  }));
  return [...faults, ...unknownIn(seen)];
}

interface Watched {
  path: (string | number)[];
  keys: string[];
  asked: Set<string | symbol>;
}

/**
 * A copy that notes which keys it is asked for. The validators, like the schemas that they are made of, let every unknown key pass, but kubectl refuses
 * them; and most mistakes are mistyped keys. A key that a validator never asks for, in a mapping of which it asks for others, is unknown.
 */
function watch(value: unknown, path: (string | number)[], seen: Watched[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => watch(item, [...path, index], seen));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, watch(item, [...path, key], seen)]);
  const asked = new Set<string | symbol>();
  seen.push({ path, keys: Object.keys(value), asked });
  return new Proxy(Object.fromEntries(entries), {
    get(target, key) {
      asked.add(key);
      return Reflect.get(target, key);
    },
  });
}

function unknownIn(seen: readonly Watched[]): SchemaProblem[] {
  return seen
    .filter(({ asked }) => asked.size > 0)
    .flatMap(({ path, keys, asked }) =>
      keys
        .filter((key) => !asked.has(key))
        .map((key) => ({ path: [...path, key], message: { en: 'unknown field', es: 'campo desconocido' } })),
    );
}

function stepsOf(pointer: string): (string | number)[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}

const TYPES: Record<string, Text> = {
  string: { en: 'text: put it in quotes', es: 'un texto: ponlo entre comillas' },
  integer: { en: 'a whole number, without quotes', es: 'un número entero, sin comillas' },
  number: { en: 'a number, without quotes', es: 'un número, sin comillas' },
  boolean: { en: 'true or false, without quotes', es: 'true o false, sin comillas' },
  array: { en: 'a list (lines with `-`)', es: 'una lista (líneas con `-`)' },
  object: { en: 'a mapping (lines with `key: value`)', es: 'un mapa (líneas con `clave: valor`)' },
};

function worded(keyword: string, params: Record<string, unknown>): Text {
  const { missingProperty, type, allowedValues, format } = params;
  if (keyword === 'required') return { en: `\`${missingProperty}\` is missing`, es: `falta \`${missingProperty}\`` };
  const wanted = TYPES[String(type)];
  if (keyword === 'type' && wanted) return { en: `must be ${wanted.en}`, es: `debe ser ${wanted.es}` };
  if (keyword === 'enum' && Array.isArray(allowedValues)) {
    const list = allowedValues.join(', ');
    return { en: `must be one of: ${list}`, es: `debe ser uno de: ${list}` };
  }
  if (format === 'byte') return { en: 'must be in base64', es: 'debe estar en base64' };
  const rule = String(format ?? keyword);
  return { en: `does not fit the schema (${rule})`, es: `no cumple el esquema (${rule})` };
}
