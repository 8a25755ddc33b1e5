import { expect, test } from 'vitest';
import { openBench } from './container.ts';

const GO = 'golang:1.24-bookworm';
const STATIC = 'gcr.io/distroless/static-debian12:nonroot';

const PROGRAM = `package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	_, err := time.LoadLocation("America/Bogota")
	folder, _ := os.Getwd()
	fmt.Println(os.Getuid(), folder, os.WriteFile("/tmp/file", nil, 0o600), err)
}
`;

test('golang: version, paths, no other version fetched, and a program that is built with the standard library alone', async () => {
  await using bench = await openBench([GO]);
  expect(await bench.inspectImage(GO)).toMatchObject({ WorkingDir: '/go', Cmd: ['bash'] });
  expect((await bench.run(GO, ['go', 'version'])).stdout).toMatch(/^go version go1\.24/);
  expect((await bench.run(GO, ['go', 'env', 'GOPATH', 'GOTOOLCHAIN'])).stdout).toBe('/go\nlocal');
  const build = `mkdir /src && cd /src && go mod init example.org/hello && echo '${PROGRAM}' > main.go && go mod download && go run .`;
  const { stdout, exitCode } = await bench.run(GO, ['sh', '-ec', build]);
  expect(stdout).toBe('0 /src <nil> <nil>');
  expect(exitCode).toBe(0);
});

test('distroless: no shell, a user by number, certificates, and an environment that names them', async () => {
  await using bench = await openBench([STATIC]);
  expect(await bench.inspectImage(STATIC)).toMatchObject({
    User: '65532',
    WorkingDir: '/home/nonroot',
    Env: expect.arrayContaining(['SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt']),
  });
  const { exitCode, stderr } = await bench.run(STATIC, ['/bin/sh']);
  expect(exitCode).toBe(127);
  expect(stderr).toContain('no such file or directory');
});
