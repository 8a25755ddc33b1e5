import { describe, expect, test } from 'vitest';
import { findUnreachable } from '../../../graders/shared/unreachable.ts';

describe('what an application writes when its database is out of reach', () => {
  test.each([
    ['Node', 'Error: connect ECONNREFUSED 127.0.0.1:5432', 'postgres', '127.0.0.1', 'itself'],
    ['Node over IPv6', 'Error: connect ECONNREFUSED ::1:5432', 'postgres', '::1', 'itself'],
    ['Go', 'dial tcp 127.0.0.1:3306: connect: connection refused', 'mysql', '127.0.0.1', 'itself'],
    [
      'libpq',
      'connection to server at "localhost" (127.0.0.1), port 5432 failed: Connection refused',
      'postgres',
      'localhost',
      'itself',
    ],
    [
      'PyMongo',
      'ServerSelectionTimeoutError: localhost:27017: [Errno 111] Connection refused',
      'mongodb',
      'localhost',
      'itself',
    ],
    ['redis-py', 'Error 111 connecting to localhost:6379. Connection refused.', 'redis', 'localhost', 'itself'],
    ['JDBC', 'PSQLException: Connection to localhost:5432 refused.', 'postgres', 'localhost', 'itself'],
    ['Prisma', "Can't reach database server at `localhost`:`5432`", 'postgres', 'localhost', 'itself'],
    ['Prisma 6', "Can't reach database server at `db:5432`", 'postgres', 'db', 'refused'],
    ['Node', 'Error: connect ECONNREFUSED 172.20.0.2:5432', 'postgres', '172.20.0.2', 'refused'],
    ['Node', 'Error: getaddrinfo ENOTFOUND postgres', 'postgres', 'postgres', 'unknown-name'],
    [
      'libpq',
      'could not translate host name "pg" to address: Name or service not known',
      'postgres',
      'pg',
      'unknown-name',
    ],
    ['Go', 'dial tcp: lookup mydb on 127.0.0.11:53: no such host', 'postgres', 'mydb', 'unknown-name'],
    ['Java', 'java.net.UnknownHostException: mydb', 'mysql', 'mydb', 'unknown-name'],
    ['MySQL', "Unknown MySQL server host 'mydb' (-2)", 'mysql', 'mydb', 'unknown-name'],
  ] as const)('%s: %s', (_, line, kind, host, why) => {
    expect(findUnreachable(`started\n  ${line}\n`, kind)).toEqual({ line, host, why });
  });

  test.each([
    ['another port', 'Error: connect ECONNREFUSED 127.0.0.1:9200'],
    ['a host elsewhere in the world', 'Error: getaddrinfo ENOTFOUND api.example.com'],
    ['an ordinary line', 'listening on 127.0.0.1:5432'],
  ])('%s says nothing', (_, line) => {
    expect(findUnreachable(line, 'postgres')).toBeNull();
  });
});
