import { describe, expect, test } from 'vitest';
import { databaseKind, parseReference } from '../../../worker/resolve/images.ts';

describe('An image reference is cut as the distribution specification cuts it', () => {
  test.each([
    ['node', { repository: 'node', tag: null, digest: false }],
    ['node:24-slim', { repository: 'node', tag: '24-slim', digest: false }],
    ['localhost:5000/team/app', { repository: 'localhost:5000/team/app', tag: null, digest: false }],
    ['ghcr.io/team/app:1.2', { repository: 'ghcr.io/team/app', tag: '1.2', digest: false }],
    ['postgres@sha256:abc', { repository: 'postgres', tag: null, digest: true }],
    ['postgres:16@sha256:abc', { repository: 'postgres', tag: '16', digest: true }],
  ])('%s', (reference, expected) => expect(parseReference(reference)).toEqual(expected));
});

describe('A database is known by the name of its image', () => {
  test.each([
    ['postgres:16-alpine', 'postgres'],
    ['bitnami/postgresql:16', 'postgres'],
    ['postgis/postgis:16-3.4', 'postgres'],
    ['mysql:8', 'mysql'],
    ['docker.io/library/mariadb', 'mariadb'],
    ['mongo:7', 'mongodb'],
    ['redis:7-alpine', 'redis'],
    ['node:24', null],
    ['dpage/pgadmin4', null],
    ['mongo-express', null],
    ['my-postgres-app', null],
  ])('%s', (reference, expected) => expect(databaseKind(reference)).toBe(expected));
});
