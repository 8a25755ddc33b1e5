import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routeTable } from './fixtures/route-table.ts';
import { type Served, serveAll } from './fixtures/served.ts';

interface Schema {
  [key: string]: unknown;
}
interface Operation {
  summary?: string;
  description?: string;
  security?: object[];
  parameters?: { in: string; name: string }[];
  responses: Record<
    string,
    {
      description?: string;
      content?: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>;
    }
  >;
}
interface Document {
  openapi: string;
  info: { version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: object };
}

let t: Served;
let close: () => Promise<void>;
let document: Document;
let operations: [string, Operation][];
beforeAll(async () => {
  ({ served: t, close } = await serveAll());
  document = (await t.ask('/docs/json')).json as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
});
afterAll(() => close());

/** contract.md, and what was added to it. */
const CONTRACT = [
  'post /api/submissions',
  'get /api/submissions/{id}',
  'get /api/submissions/{id}/events',
  'delete /api/submissions/{id}',
  'post /api/submissions/{id}/resubmissions',
  'get /api/assignments',
  'get /api/assignments/{id}',
  'put /api/assignments/{id}',
  'get /api/assignments/{id}/grades',
  'put /api/assignments/{id}/grades/{student}',
  'post /api/assignments/{id}/regrades',
  'put /api/assignments/{id}/roster',
  'post /webhooks/github',
  'get /health/live',
  'get /health/ready',
  'get /metrics',
];

test('has every address that users rely on, and each says what it does and who may', () => {
  const names = operations.map(([name]) => name);
  expect(names).toEqual(expect.arrayContaining(CONTRACT));
  for (const [name, { summary, description }] of operations) {
    expect(summary, name).toBeTruthy();
    expect(description, name).toMatch(/^Who may: /);
  }
});

test('is OpenAPI 3.1: every reference leads somewhere, every schema is one, ids are in their addresses', () => {
  expect(document.openapi).toBe('3.1.0');
  const text = JSON.stringify(document);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    expect(Object.keys(document.components.schemas)).toContain(name);
  }
  expect(text).not.toContain('x-told');
  expect(Object.keys(document.components.schemas).filter((name) => name.endsWith('Input'))).toEqual([]);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'openapi');
  for (const [name, { responses, parameters = [] }] of operations) {
    const inPath = parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`);
    expect(name.match(/\{\w+\}/g) ?? [], name).toEqual(inPath);
    for (const [status, { description, content = {} }] of Object.entries(responses)) {
      expect(`${name} ${status} ${description}`).not.toContain('Default Response');
      for (const { schema } of Object.values(content)) {
        const inPlace = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/'));
        expect(ajv.validateSchema(schema), `${name} ${status}`).toBe(true);
        expect(() => ajv.compile(inPlace), `${name} ${status}`).not.toThrow();
      }
    }
  }
});

test('every problem of the document has an example that fits the schema of problems', () => {
  const ajv = new Ajv2020({ strict: false });
  const validate = ajv.compile(document.components.schemas.Problem ?? false);
  let examples = 0;
  for (const [name, { responses }] of operations) {
    for (const [status, { content }] of Object.entries(responses)) {
      for (const [code, { value }] of Object.entries(content?.['application/problem+json']?.examples ?? {})) {
        expect(validate(value), `${name} ${status} ${code}`).toBe(true);
        expect(value).toMatchObject({ code, status: Number(status) });
        examples += 1;
      }
    }
  }
  expect(examples).toBeGreaterThan(100);
});

test('every private address refuses strangers, and every other one says that it needs no token', async () => {
  for (const [name, { security }] of operations) {
    const [method = '', path = ''] = name.split(' ');
    const isPrivate = path.startsWith('/api/');
    expect(security?.length, name).toBe(isPrivate ? 2 : 0);
    if (!isPrivate) continue;
    const answer = await fetch(t.base + path.replaceAll(/\{\w+\}/g, 'x'), { method: method.toUpperCase() });
    expect([401, 429], name).toContain(answer.status);
  }
});

test('docs/api.md lists every address of the document', () => {
  const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
  expect(page).toContain(routeTable(document.paths));
});

test('the page at /docs loads nothing from elsewhere', async () => {
  const page = await t.ask('/docs/');
  expect(page.headers.get('content-security-policy')).not.toMatch(/https?:|upgrade-insecure/);
  const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(assets.length).toBeGreaterThan(3);
  for (const address of assets) {
    expect(address).toMatch(/^\.\//);
    expect((await fetch(new URL(address, `${t.base}/docs/`))).status, address).toBe(200);
  }
});
