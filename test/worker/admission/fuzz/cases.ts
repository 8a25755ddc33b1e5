import fc from 'fast-check';
import type { ComposeSchema } from '../support/schema.ts';
import { bySchema, some } from './by-schema.ts';
import { CLOSER, PLACES } from './service-keys.ts';
import { files, image, NETWORKS, variables } from './values.ts';
import { odd, often, path, plain, size, word } from './words.ts';

/** A repository of a generated case: what its Compose files say, before they are spelled as YAML. */
export interface Case {
  /** `compose.yaml`, one value for each of its documents. */
  documents: unknown[];
  /** `more.yaml` and `sub/more.yaml`, which the first may draw in. */
  more: unknown;
  deep: unknown;
  /** `values.env`. */
  values: string;
  /** Choices of spelling, used up from the left; none: plain JSON. */
  spelling: number[];
}

/** Generates whole repositories, with every key of the schema that the installed Compose brings. */
export function cases(schema: ComposeSchema): fc.Arbitrary<Case> {
  const of = bySchema(schema);
  const keys = Object.keys(schema.definitions.service?.properties ?? {}).filter(
    (key) => !['image', 'build'].includes(key),
  );
  const field = (key: string) => CLOSER[key] ?? of(schema.definitions.service?.properties?.[key] ?? {});
  const buildForms = schema.definitions.service?.properties?.build?.oneOf ?? [];
  const anyBuild = fc.oneof(...buildForms.map(of));
  const build = often(
    fc.oneof(
      path,
      some(
        {
          context: path,
          dockerfile: fc.oneof(path, fc.constantFrom('Dockerfile', 'sub/Dockerfile', '../Dockerfile')),
          args: variables,
          target: word,
          network: fc.constantFrom('default', 'none', 'host'),
          additional_contexts: fc.dictionary(
            plain,
            fc.oneof(path, fc.constantFrom('service:db', 'service:app', 'docker-image://x', 'oci-layout:///x')),
            { maxKeys: 1 },
          ),
          shm_size: size,
          secrets: files('s'),
          dockerfile_inline: word,
          labels: fc.constant({ a: 'b' }),
          cache_from: fc.constant(['x']),
          tags: fc.constantFrom([], ['node:24']),
        },
        ['context'],
      ),
    ),
    anyBuild,
    4,
  );
  const fields = (most: number) =>
    often(
      fc.uniqueArray(
        fc.oneof(fc.constantFrom(...PLACES), fc.constantFrom(...Object.keys(CLOSER)), fc.constantFrom(...keys)),
        { maxLength: most },
      ),
      fc.constant(['new_key']),
      60,
    ).chain((chosen) => fc.record(Object.fromEntries(chosen.map((key) => [key, field(key)]))));
  const service = fc
    .tuple(
      often(
        image.map((name) => ({ image: name })),
        build.map((how) => ({ build: how })),
        2,
      ),
      fields(3),
    )
    .map(([base, rest]) => ({ ...base, ...rest }));
  const tops = {
    networks: fc.dictionary(NETWORKS, part(schema, of, 'network'), { maxKeys: 2 }),
    name: word,
    'x-a': odd,
    version: plain,
    include: fc.array(
      fc.oneof(
        fc.constantFrom<unknown>(
          'sub/more.yaml',
          { path: ['sub/more.yaml'], project_directory: 'sub' },
          { path: 'sub/more.yaml', env_file: 'values.env' },
        ),
        path,
        some({ path, project_directory: path, env_file: path }, ['path']),
      ),
      { maxLength: 1 },
    ),
    models: of(schema.properties.models ?? {}),
  };
  const declared = fc.record({
    volumes: fc.record({
      data: often(fc.constant(null), part(schema, of, 'volume'), 3),
      cache: fc.constantFrom(null, {}),
    }),
    secrets: fc.record({
      s: often(fc.constantFrom({ file: './sub/file.txt' }, { environment: 'A' }), part(schema, of, 'secret'), 12),
    }),
    configs: fc.record({
      c: often(fc.constantFrom({ content: 'x $$y' }, { file: './sub/file.txt' }), fc.record({ content: word }), 3),
    }),
  });
  const names = often(fc.constant('app'), odd, 80);
  const main = fc
    .tuple(
      names,
      service,
      fc.option(service),
      fc.option(service),
      declared,
      often(fc.constant({}), some(tops, [], 1), 4),
    )
    .map(([name, app, db, other, rest, top]) => ({
      services: { [name]: app, db: db ?? { image: 'postgres:16' }, ...(other && { other }), base: { image: 'a:1' } },
      ...rest,
      ...top,
    }));
  const second = fc.record({ services: fc.record({ app: fields(1) }) });
  const base = fields(2).map((rest) => ({ services: { base: { image: 'a:1', ...rest }, app: { image: 'a:1' } } }));
  return fc.record({
    documents: often(fc.tuple(main), fc.tuple(main, second), 12),
    more: base,
    deep: base.map(({ services }) => ({ services: { deep: services.base, base: { image: 'a:1' } } })),
    values: fc
      .array(
        word.map((value) => `V=${value}`),
        { maxLength: 2 },
      )
      .map((lines) => lines.join('\n')),
    spelling: fc.array(fc.nat({ max: 11 }), { maxLength: 60, size: 'max' }),
  });
}

function part(
  schema: ComposeSchema,
  of: (schema: object) => fc.Arbitrary<unknown>,
  name: string,
): fc.Arbitrary<unknown> {
  return often(
    fc.constantFrom<unknown>(
      null,
      {},
      { name: 'x' },
      { external: true },
      { file: './sub/file.txt' },
      { internal: true },
    ),
    of(schema.definitions[name] ?? {}),
    2,
  );
}
