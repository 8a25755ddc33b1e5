import { describe, expect, test } from 'vitest';
import { proof, room, shortened } from '../../../src/web/report/proof.ts';

describe('a proof', () => {
  test('that is short is whole', () => {
    expect(shortened('short', 10, 'en')).toBe('short');
  });

  test('that is long has its beginning and its end, and says how much is missing', () => {
    const text = shortened(`begin${'x'.repeat(5000)}end`, 1000, 'es');
    expect(text).toMatch(/^begin/);
    expect(text).toMatch(/end$/);
    expect(text).toContain('aquí se omiten 4008 caracteres');
    expect(text.length).toBeLessThan(1200);
  });

  test('shows request and answer apart', () => {
    const text = 'GET /users\n→ 200 application/json\n[{"name":"<Ada>"}]';
    const { text: out } = proof({ kind: 'http', title: 'Request and answer', text }, 1000, 'en');
    expect(out).toContain('<dt>asked</dt><dd><pre>GET /users</pre></dd>');
    expect(out).toContain(
      '<dt>answer</dt><dd><pre>→ 200 application/json\n[{&quot;name&quot;:&quot;&lt;Ada&gt;&quot;}]</pre></dd>',
    );
  });

  test('of HTTP without an answer is shown as it is', () => {
    expect(proof({ kind: 'http', title: '-', text: '✓ create\n✓ list' }, 1000, 'en').text).toContain(
      '<pre>✓ create\n✓ list</pre>',
    );
  });

  test('that is a log scrolls with the keyboard', () => {
    expect(proof({ kind: 'log', title: 'Last lines', text: 'x' }, 1000, 'en').text).toMatch(
      /<pre class="log" tabindex="0"/,
    );
  });
});

test('all proofs of a page together stay within what a page may have, however many there are', () => {
  for (const count of [0, 1, 20, 21, 100, 200]) expect(room(count) * count).toBeLessThanOrEqual(80_000);
  expect(room(1)).toBe(4000);
});
