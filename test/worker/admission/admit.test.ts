import { describe, expect, test } from 'vitest';
import { admit } from '../../../worker/admission/admit.ts';
import { admitFiles, admitted, inputOf, LABELS, PROJECT, repository } from './support/compose.ts';

const STACK = {
  'compose.yaml':
    'services: { app: { image: "node:24", networks: [a, b] } }\nnetworks: { a: , b: { internal: true } }\n',
};

async function admitModel(model: unknown) {
  return admit({ ...inputOf(model, await repository({}), ''), sources: [] });
}

describe('the way out of the sandbox', () => {
  test('is closed by internal networks where containers have addresses', async ({ signal }) => {
    const { model } = await admitted(STACK, signal);
    expect(model.networks).toMatchObject({ a: { internal: true }, b: { internal: true } });
  });

  test('is closed without masquerading where ports must be published', async ({ signal }) => {
    const { model } = await admitted(STACK, signal, { reach: 'published' });
    expect(model.networks.a).not.toHaveProperty('internal');
    expect(model.networks.a?.driver_opts).toMatchObject({ 'com.docker.network.bridge.enable_ip_masquerade': 'false' });
  });

  test('is open when the assignment opens it, except where the student closed it', async ({ signal }) => {
    const { model } = await admitted(STACK, signal, { network: 'open' });
    const bridge = { 'com.docker.network.bridge.name': expect.stringMatching(/^dg-[0-9a-f]{12}$/) };
    expect(model.networks.a).toEqual({ name: `${PROJECT}_a`, driver: 'bridge', driver_opts: bridge, labels: LABELS });
    expect(model.networks.b?.internal).toBe(true);
  });
});

describe('the runtime of containers', () => {
  const file = (keys: string) => ({ 'compose.yaml': `services: { app: { image: "node:24"${keys} } }\n` });

  test('is the one that the operator chose, also where the file asks for it', async ({ signal }) => {
    for (const keys of ['', ', runtime: runsc']) {
      const { model } = await admitted(file(keys), signal, { runtime: 'runsc' });
      expect(model.services.app?.runtime).toBe('runsc');
    }
  });

  test('is not for the file to choose', async ({ signal }) => {
    const { admission } = await admitFiles(file(', runtime: runc'), signal, { runtime: 'runsc' });
    expect(admission.outcome === 'refused' && admission.refusals.map(({ rule }) => rule)).toEqual(['runtime']);
  });
});

describe('the network of a build', () => {
  const built = { 'compose.yaml': 'services: { app: { build: . } }\n', Dockerfile: 'FROM node:24\n' };

  test('is the default one', async ({ signal }) => {
    const { model } = await admitted(built, signal);
    expect(model.services.app?.build).not.toHaveProperty('network');
  });

  test('is none where the assignment closes it', async ({ signal }) => {
    const { model } = await admitted(built, signal, { buildNetwork: 'closed' });
    expect(model.services.app?.build?.network).toBe('none');
  });
});

describe('the health check of an image that is built', () => {
  const file = (check: string) => ({
    'compose.yaml': `services:\n  app:\n    build: .\n${check}`,
    Dockerfile: 'FROM node:24\nHEALTHCHECK --start-period=40s CMD true\n',
  });
  const imageChecks = new Map([['app', 40]]);

  test('is looked at often while the service starts, for as long as the Dockerfile says', async ({ signal }) => {
    const { model } = await admitted(file(''), signal, { imageChecks });
    expect(model.services.app?.healthcheck).toEqual({ start_period: '40s', start_interval: '200ms' });
  });

  test('keeps its start period when the Compose file changes the test', async ({ signal }) => {
    const { model } = await admitted(file('    healthcheck: { test: "true" }\n'), signal, { imageChecks });
    expect(model.services.app?.healthcheck).toMatchObject({ test: ['CMD-SHELL', 'true'], start_period: '40s' });
  });

  test('stays switched off where the Compose file switches it off', async ({ signal }) => {
    const { model } = await admitted(file('    healthcheck: { disable: true }\n'), signal, { imageChecks });
    expect(model.services.app?.healthcheck).toEqual({ disable: true });
  });
});

describe('what Compose may learn one day', () => {
  test.for([
    { name: 'a key of a service', model: { services: { app: { image: 'a:1', foo_bar: 1 } } } },
    { name: 'a key of a build', model: { services: { app: { build: { context: '.', foo_bar: 1 } } } } },
    { name: 'a key of a network', model: { services: { app: { image: 'a:1' } }, networks: { a: { foo_bar: 1 } } } },
    { name: 'a key of a volume', model: { services: { app: { image: 'a:1' } }, volumes: { a: { foo_bar: 1 } } } },
    { name: 'a key of a secret', model: { services: { app: { image: 'a:1' } }, secrets: { a: { foo_bar: 1 } } } },
    { name: 'a key of the file', model: { services: { app: { image: 'a:1' } }, foo_bar: 1 } },
  ])('F59 $name that no rule knows is refused', async ({ model }) => {
    const admission = await admitModel(model);
    expect(admission.outcome === 'refused' && admission.refusals.map(({ rule }) => rule)).toContain('unknown-key');
  });

  test('a hook that makes a container before the container is refused', async () => {
    const admission = await admitModel({ services: { app: { image: 'a:1', pre_start: [{ image: 'a:1' }] } } });
    expect(admission.outcome === 'refused' && admission.refusals.map(({ rule }) => rule)).toEqual(['hooks']);
  });
});

describe('what is no model at all', () => {
  test.for([null, [], 'x', {}, { services: [] }, { services: { app: null } }])('%j is refused', async (model) => {
    expect((await admitModel(model)).outcome).toBe('refused');
  });
});

describe('a refusal', () => {
  test('quotes the file readably: no control characters, no doubled dollars, not without end', async ({ signal }) => {
    const service = (user: string) => ({ 'compose.yaml': `services: { app: { image: "a:1", user: "${user}" } }\n` });
    const { admission } = await admitFiles(service('a$$b\\e[2J'), signal);
    if (admission.outcome === 'admitted') throw new Error('admitted');
    expect(admission.refusals[0]?.message.en).toContain('`user: a$b?[2J`');
    const long = await admitFiles(service('a'.repeat(5000)), signal);
    if (long.admission.outcome === 'admitted') throw new Error('admitted');
    expect(long.admission.refusals[0]?.message.en.length).toBeLessThan(510);
  });

  test('points into the file that overrides', async ({ signal }) => {
    const { admission } = await admitFiles(
      { 'compose.yaml': 'services: { app: { image: "a:1", pid: host } }\n' },
      signal,
      {
        sources: [
          { file: 'compose.yaml', text: 'services:\n  app:\n    image: a:1\n    pid: host\n' },
          { file: 'compose.override.yaml', text: 'services:\n  app:\n    pid: host\n' },
        ],
      },
    );
    if (admission.outcome === 'admitted') throw new Error('admitted');
    expect(admission.refusals.map(({ where }) => where)).toEqual([{ file: 'compose.override.yaml', line: 3 }]);
  });

  test('falls back to the service when the key came from elsewhere', async ({ signal }) => {
    const { admission } = await admitFiles(
      {
        'compose.yaml': 'services:\n  app:\n    extends: { file: base.yaml, service: base }\n',
        'base.yaml': 'services: { base: { image: "a:1", privileged: true } }\n',
      },
      signal,
    );
    if (admission.outcome === 'admitted') throw new Error('admitted');
    expect(admission.refusals).toMatchObject([{ rule: 'privileged', where: { file: 'compose.yaml', line: 2 } }]);
  });
});
