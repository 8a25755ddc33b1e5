import { assert, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { html } from '../../src/web/html.ts';

test('escapes every value, in text and in attributes', () => {
  const evil = `"><script>alert('1')</script>&amp;`;
  expect(html`<a href="${evil}">${evil}</a>`.text).toBe(
    '<a href="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</a>',
  );
});

test('lets through what it made itself, joins lists, and shows nothing for what is not there', () => {
  const items = ['<', 'b'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}`.text).toBe('<ul><li>&lt;</li><li>b</li></ul>0');
});

test('no text whatsoever leaves its place', () => {
  assert(
    property(string({ unit: 'binary' }), (text) => {
      expect(html`${text}`.text).not.toMatch(/[<>"']/);
    }),
  );
});
