/** Registries that one vendor runs for its own images, and public ones' parts that belong to a known project. A prefix ends at a `/`. */
const VENDORS = [
  'mcr.microsoft.com/',
  'registry.access.redhat.com/',
  'registry.redhat.io/',
  'container-registry.oracle.com/',
  'docker.elastic.co/',
  'registry.k8s.io/',
  'cgr.dev/chainguard/',
  'dhi.io/',
  'gcr.io/distroless/',
  'mirror.gcr.io/library/',
  'public.ecr.aws/docker/library/',
  'public.ecr.aws/lambda/',
  'ghcr.io/astral-sh/',
  'ghcr.io/graalvm/',
  'quay.io/centos/',
  'quay.io/fedora/',
  'quay.io/keycloak/',
  'quay.io/minio/',
  'quay.io/prometheus/',
  'quay.io/sclorg/',
];

/** Names on Docker Hub behind which the makers of the software stand. */
const PUBLISHERS = [
  ...['amazon', 'bitnami', 'bitnamilegacy', 'cimg', 'denoland', 'docker', 'dpage', 'elastic', 'gitlab', 'google'],
  ...[
    'grafana',
    'hashicorp',
    'jenkins',
    'keycloak',
    'minio',
    'mongodb',
    'mysql',
    'nginx',
    'nginxinc',
    'oven',
    'percona',
  ],
  ...['pgvector', 'phpmyadmin', 'postgis', 'prom', 'redhat', 'redis', 'supabase', 'timescale', 'ubuntu', 'valkey'],
];

/** Official images of Docker Hub that homework uses: what a look-alike looks like. */
export const OFFICIAL = [
  ...['adminer', 'alpine', 'amazoncorretto', 'bash', 'busybox', 'caddy', 'composer', 'debian', 'eclipse-temurin'],
  ...['elixir', 'fedora', 'gcc', 'golang', 'gradle', 'haproxy', 'httpd', 'mariadb', 'maven', 'memcached', 'mongo'],
  ...['mongo-express', 'mysql', 'nginx', 'node', 'openjdk', 'perl', 'php', 'postgres', 'python', 'rabbitmq', 'redis'],
  ...['ruby', 'rust', 'tomcat', 'traefik', 'ubuntu', 'wordpress'],
];

/** An image's full name without tag and digest: registry, namespace and name, as the engine completes it. */
export function fullName(reference: string): string {
  const name = (reference.split('@')[0] ?? '').replace(/:[^/:]*$/, '');
  const [first = '', ...rest] = name.split('/');
  if (rest.length === 0) return `docker.io/library/${first}`;
  if (!/[.:]|^localhost$/.test(first)) return `docker.io/${name}`;
  return first === 'docker.io' && rest.length === 1 ? `docker.io/library/${rest[0]}` : name.replace(/^index\./, '');
}

/** Whether somebody whom one can hold responsible stands behind an image. Every name without a namespace is an official one. */
export function isTrusted(reference: string): boolean {
  const name = fullName(reference);
  const known = ['docker.io/library/', ...PUBLISHERS.map((publisher) => `docker.io/${publisher}/`), ...VENDORS];
  return known.some((prefix) => name.startsWith(prefix));
}
