import { describe, expect, test } from 'vitest';
import { admitFiles, admitted } from '../worker/admission/support/compose.ts';
import { NETWORKS } from './catalog/networks.ts';
import { named, type Threat, threatOf } from './catalog/threat.ts';

const name = (id: Threat['id']) => named(threatOf(NETWORKS, id));
const compose = (networks: string, joined = '') => ({
  'compose.yaml': `services:\n  app:\n    image: postgres:16\n${joined}networks:\n${networks}`,
});

describe('Refused before the engine hears of it:', () => {
  test.for([
    [name('F73'), 'network-external', compose('  default: { external: true, name: bridge }\n')],
    [
      name('F74'),
      'network-driver',
      compose('  n: { driver: macvlan, driver_opts: { parent: eth0 } }\n', '    networks: [n]\n'),
    ],
    [
      name('F77'),
      'top-level',
      compose(
        many((n) => `  n${n}: {}\n`),
        `    networks: [${many((n) => `n${n},`)}]\n`,
      ),
    ],
  ] as const)('%s', async ([, rule, files], { signal }) => {
    const { admission } = await admitFiles(files, signal);
    expect(admission).toMatchObject({ outcome: 'refused', refusals: [{ rule, where: { file: 'compose.yaml' } }] });
  });
});

test(name('F76'), async ({ signal }) => {
  const options = [
    'com.docker.network.bridge.name: docker0',
    'com.docker.network.bridge.gateway_mode_ipv4: routed',
    'com.docker.network.bridge.inhibit_ipv4: "false"',
    'com.docker.network.bridge.host_binding_ipv4: 0.0.0.0',
  ];
  const hostile = `  default:
    internal: false
    enable_ipv6: true
    driver_opts: { ${options.join(', ')} }
    ipam: { driver: default, config: [{ subnet: 192.0.2.0/24, gateway: 192.0.2.2 }] }
`;
  const { model, notes } = await admitted(compose(hostile), signal);
  expect(model.networks.default).toEqual({
    name: expect.stringMatching(/^g\w+_default$/),
    driver: 'bridge',
    driver_opts: { 'com.docker.network.bridge.name': expect.stringMatching(/^dg-[0-9a-f]{12}$/) },
    internal: true,
    labels: expect.anything(),
  });
  expect(notes.map(({ rule }) => rule)).toEqual(['network-driver', 'network-driver', 'network-driver']);
});

function many(text: (n: number) => string): string {
  return Array.from({ length: 50 }, (_, n) => text(n)).join('');
}
