import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../../src/core/evidence/index.ts';
import { columnsOf, short } from '../../../src/web/charts/short.ts';
import { stackGraph } from '../../../src/web/charts/stack/graph.ts';
import { stackChart } from '../../../src/web/charts/stack/index.ts';
import {
  evidenceWith,
  goodEvidence,
  service,
  serviceNamed,
  state,
  stateNamed,
  VOLUME,
} from '../../graders/evidence.ts';

/** Edges as `from -kind:label-> to`, with the names of services and stores. */
function edges(evidence: Evidence): string[] {
  const graph = stackGraph(evidence);
  const names = new Map([
    ...(graph?.services ?? []).map(({ id, facts }) => [id, facts.name] as const),
    ...(graph?.stores ?? []).map(({ id, kind, name }) => [id, `${kind} ${name}`] as const),
  ]);
  return (graph?.edges ?? []).map(
    ({ from, kind, label, to }) => `${names.get(from)} -${kind}:${label}-> ${names.get(to)}`,
  );
}

describe('the stack is drawn from what was recorded', () => {
  test('services with their parts, what they need, what they were seen to talk to, and what the engine mounted', () => {
    const evidence = evidenceWith((change) => {
      stateNamed(change, 'db').mounts = [VOLUME];
    });
    expect(stackGraph(evidence)?.services.map(({ facts, role, state }) => [facts.name, role, state?.status])).toEqual([
      ['web', 'application', 'running'],
      ['db', 'database', 'running'],
    ]);
    expect(edges(evidence)).toEqual([
      'web -connection:5432-> db',
      'web -depends:-> db',
      'db -mount:/var/lib/postgresql/data-> volume db-data',
    ]);
  });

  test('as it is written, where nothing was started', () => {
    const { start, probe, persistence, drills, ...evidence } = goodEvidence();
    expect(stackGraph(evidence)).toMatchObject({ ran: false });
    expect(edges(evidence)).toEqual(['web -depends:-> db', 'db -mount:/var/lib/postgresql/data-> volume db-data']);
    expect(stackChart(evidence, 'en').text).toContain('It was not started.');
  });

  test('not at all where no service is known', () => {
    const { fetch } = goodEvidence();
    expect(stackChart({ fetch }, 'en').text).toBe('');
  });

  test('a volume without a name belongs to one service alone, one with a name to all that mount it', () => {
    const evidence = evidenceWith((change) => {
      const anonymous = { ...VOLUME, name: null, anonymous: true };
      stateNamed(change, 'web').mounts = [VOLUME, anonymous];
      stateNamed(change, 'db').mounts = [VOLUME, anonymous];
    });
    expect(stackGraph(evidence)?.stores.map(({ kind }) => kind)).toEqual(['volume', 'anonymous', 'anonymous']);
  });

  test('what leads to itself or to nobody is left out', () => {
    const evidence = evidenceWith((change) => {
      change.start.connections = [
        { from: 'web', to: 'web', port: 1 },
        { from: 'web', to: 'gone', port: 2 },
      ];
      change.probe.connections = null;
      serviceNamed(change, 'web').dependsOn = [];
    });
    expect(edges(evidence).filter((edge) => !edge.includes('-mount:'))).toEqual([]);
  });
});

describe('the picture', () => {
  test('is the same for the same evidence', () => {
    expect(stackChart(goodEvidence(), 'en').text).toBe(stackChart(goodEvidence(), 'en').text);
  });

  test('has a name, a description and a table that says the same', () => {
    const { text } = stackChart(goodEvidence(), 'es');
    for (const [, name, described] of text.matchAll(/role="img" aria-labelledby="(\S+) (\S+)"/g)) {
      expect(text).toContain(`<title id="${name}">Los servicios tal como se ejecutaron</title>`);
      expect(text).toContain(`<desc id="${described}">2 servicios, `);
    }
    expect(text.match(/role="img"/g)).toHaveLength(2);
    expect(text).toMatch(/<th scope="row">web<br>.*aplicación/);
    expect(text).toContain('<li>db:5432</li>');
  });

  test('tells the networks of each service, and nothing where they were not recorded', () => {
    const evidence = evidenceWith((change) => {
      stateNamed(change, 'web').networks = ['back', 'front'];
      delete stateNamed(change, 'db').networks;
    });
    const { text } = stackChart(evidence, 'en');
    expect(text).toContain('>networks back, front</text>');
    expect(text).toContain('<li>back</li><li>front</li>');
    expect(text).not.toContain('>network ');
    expect(stackChart(goodEvidence(), 'es').text).toContain('>red default</text>');
  });

  test('tells a service that died by sign and word', () => {
    const evidence = evidenceWith((change) => {
      Object.assign(stateNamed(change, 'web'), { status: 'exited', exitCode: 137, oomKilled: true, restarts: 3 });
    });
    const { text } = stackChart(evidence, 'en');
    expect(text).toContain('>✘ ended (137)</text>');
    expect(text).toContain('ended (137), out of memory, restarted 3 times');
  });

  test('stays small whatever a stack is: fifty services, long and hostile names, each needing all others', () => {
    const name = (index: number) => `${index}${'<b>😀'.repeat(50)}`;
    const evidence = evidenceWith((change) => {
      for (let index = 0; index < 50; index += 1) {
        const dependsOn = change.resolve.services.map((one) => ({ service: one.name, condition: 'service_started' }));
        change.resolve.services.push({ ...service('web'), name: name(index), dependsOn });
        const mounts = [{ ...VOLUME, name: name(index), destination: '/a'.repeat(500) }];
        change.start.attempts[0]?.services.push({ ...state('web'), service: name(index), mounts });
        change.start.connections?.push({ from: name(index), to: 'db', port: 5432 });
      }
    });
    const { text } = stackChart(evidence, 'en');
    expect(text.match(/<g class="service/g)).toHaveLength(2 * 10);
    expect(text).toContain('there are 52 services');
    expect(text.match(/<th scope="row">/g)).toHaveLength(52);
    expect(text).not.toContain('<b>');
    expect(text.length).toBeLessThan(400_000);
  });
});

describe('a text that is too long', () => {
  test('is cut to its columns, of which wide signs take two', () => {
    expect(short('abcdefgh', 8)).toBe('abcdefgh');
    expect(short('abcdefghi', 8)).toBe('abcdefg…');
    expect(short('abcdefghi', 8, 'end')).toBe('…cdefghi');
    expect(short('漢字漢字漢字', 8)).toBe('漢字漢…');
    expect(columnsOf(short('😀'.repeat(5000), 20))).toBeLessThanOrEqual(20);
    expect(short('a\n\n b', 8)).toBe('a b');
  });
});

test('where a database keeps its data is told whole', () => {
  const evidence = evidenceWith((change) => {
    stateNamed(change, 'db').mounts = [VOLUME];
  });
  expect(stackChart(evidence, 'en').text).toMatch(/<\/title>\/var\/lib\/postgresql\/data<\/text>/);
});
