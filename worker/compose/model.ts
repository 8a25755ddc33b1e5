import { z } from 'zod';

/**
 * The part of Compose's canonical JSON (`config --format json`) that facts are read from. Measured on Compose 2.40.3; everything is
 * optional but what Compose always writes. Admission reads the whole model by itself.
 */
const serviceModel = z.looseObject({
  image: z.string().optional(),
  build: z
    .looseObject({
      context: z.string(),
      dockerfile: z.string().optional(),
      dockerfile_inline: z.string().optional(),
      target: z.string().optional(),
    })
    .optional(),
  ports: z
    .array(
      z.looseObject({
        target: z.int(),
        published: z.string().optional(),
        host_ip: z.string().optional(),
        protocol: z.string().optional(),
      }),
    )
    .default([]),
  expose: z.array(z.coerce.string()).default([]),
  environment: z.record(z.string(), z.string().nullable()).nullish(),
  depends_on: z.record(z.string(), z.looseObject({ condition: z.string() })).default({}),
  volumes: z
    .array(
      z.looseObject({
        type: z.string(),
        source: z.string().optional(),
        target: z.string(),
        read_only: z.boolean().optional(),
      }),
    )
    .default([]),
  tmpfs: z.union([z.string(), z.array(z.string())]).optional(),
  container_name: z.string().optional(),
  links: z.array(z.string()).optional(),
  restart: z.string().optional(),
  deploy: z.looseObject({ restart_policy: z.looseObject({ condition: z.string().optional() }).optional() }).optional(),
  healthcheck: z.looseObject({ test: z.array(z.string()).optional(), disable: z.boolean().optional() }).optional(),
});
export type ServiceModel = z.infer<typeof serviceModel>;

export const composeModel = z.looseObject({ services: z.record(z.string(), serviceModel).default({}) });
export type ResolvedModel = z.infer<typeof composeModel>;
