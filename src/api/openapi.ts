import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { reportSchema } from '../core/report/schema.ts';
import { assignmentItemSchema, assignmentViewSchema } from '../core/wire/assignment.ts';
import { liveEventSchema } from '../core/wire/event.ts';
import { gradeSchema, gradeTableSchema, regradeViewSchema } from '../core/wire/grades.ts';
import { personSchema } from '../core/wire/people.ts';
import { problemSchema } from '../core/wire/problem.ts';
import { submissionItemSchema, submissionSchema } from '../core/wire/submission.ts';
import { operations } from './operations.ts';
import { WHO } from './told.ts';

/** Schemas that have a name in the document. */
const NAMED = {
  Problem: problemSchema,
  Submission: submissionSchema,
  SubmissionItem: submissionItemSchema,
  Report: reportSchema,
  LiveEvent: liveEventSchema,
  Assignment: assignmentViewSchema,
  AssignmentItem: assignmentItemSchema,
  Grade: gradeSchema,
  GradeTable: gradeTableSchema,
  Regrade: regradeViewSchema,
  Person: personSchema,
};
for (const [id, schema] of Object.entries(NAMED)) {
  z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
}

/** The page runs its own scripts and shows its own pictures; React writes styles into its elements. */
const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const ABOUT = `Hand in repositories, follow them, see and set grades.

Send \`Authorization: Bearer TOKEN\`: the last part of a personal link is such a token, \`POST /api/tokens\` makes others. Browsers have a session instead.
Errors are problem documents (RFC 9457) with a stable \`code\`; \`/errors\` explains each. Languages: English and Spanish, by \`Accept-Language\` or \`?lang=\`.`;

/** The OpenAPI document at `/docs/json`, a page to read it at `/docs`. Made from the schemas that parse requests and answers. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'dockgrade', version, description: ABOUT },
      // Where the document came from, whatever name the service was reached by.
      servers: [{ url: '/' }],
      tags: WHO.map((name) => ({ name })),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'a token of any kind' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'dockgrade',
            description: 'of a browser, set by a personal link',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => operations({ ...jsonSchemaTransformObject(document) }),
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: DOCS_POLICY, uiConfig: { validatorUrl: null } });
}
