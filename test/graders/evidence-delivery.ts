import type { ContainerFacts, DeliveryFacts, ManifestDocument } from '../../src/core/evidence/index.ts';

/** A README with the command, a workflow that builds on push, and no Kubernetes. */
export function goodDelivery(): DeliveryFacts {
  return {
    readmes: [{ file: 'README.md', commands: [{ line: 7, text: 'docker compose up --build' }] }],
    workflows: [
      {
        file: '.github/workflows/image.yml',
        problem: null,
        events: ['push'],
        builds: [{ line: 7, text: 'docker build .' }],
      },
    ],
    manifests: [],
  };
}

/** A valid Deployment of `web`, whose container `container` changes. */
export function deployment(container: Partial<ContainerFacts> = {}): ManifestDocument {
  const ports = [{ number: 3000, name: 'http', line: 17 }];
  return {
    line: 1,
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    name: 'web',
    known: true,
    problems: [],
    labels: { app: 'web' },
    containers: [{ name: 'web', image: 'ada/homework:1.0', ports, told: [], line: 14, ...container }],
    leads: null,
  };
}

/** A valid Service that leads to the pods of `deployment`. */
export function leading(target: number | string, app = 'web'): ManifestDocument {
  const nothing = { labels: {}, containers: [], problems: [] };
  const leads = { selector: { app }, ports: [{ target, line: 29 }] };
  return { line: 20, apiVersion: 'v1', kind: 'Service', name: app, known: true, ...nothing, leads };
}
