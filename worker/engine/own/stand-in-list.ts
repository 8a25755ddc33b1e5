/** A folder of stand-ins/ and the official names that it stands for. */
export interface StandIn {
  folder: string;
  tags: readonly string[];
  /** The folder whose image it is built on; the base image when left out. */
  on?: string;
}

/** What all the others are built on; made by debootstrap, not by a Dockerfile. */
export const BASE_IMAGE = 'debian:bookworm-slim';

/** In the order in which they are built: what others are built on comes before them. */
export const STAND_INS: readonly StandIn[] = [
  {
    folder: 'node',
    tags: ['24-bookworm-slim', '24-slim', '24', 'latest', '22-bookworm-slim', '20-bookworm-slim'].map(
      (tag) => `node:${tag}`,
    ),
  },
  { folder: 'postgres', tags: ['postgres:15-bookworm', 'postgres:15'] },
  { folder: 'mongo', tags: ['mongo:7', 'mongo:7.0'], on: 'node' },
  { folder: 'mariadb', tags: ['mariadb:10.11', 'mariadb:10'] },
  { folder: 'redis', tags: ['redis:7', 'redis:7-bookworm'] },
  { folder: 'nginx', tags: ['nginx:1.22', 'nginx:stable'] },
  { folder: 'python', tags: ['python:3.11-slim-bookworm', 'python:3.11-slim'] },
  { folder: 'golang', tags: ['golang:1.24-bookworm', 'golang:1.24', 'golang:1', 'golang:latest'] },
  { folder: 'distroless-static', tags: ['gcr.io/distroless/static-debian12:latest'] },
  {
    folder: 'distroless-static-nonroot',
    tags: ['gcr.io/distroless/static-debian12:nonroot'],
    on: 'distroless-static',
  },
];
