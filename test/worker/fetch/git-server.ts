import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** Answers a request before git does; true when it did. */
export type Intercept = (request: IncomingMessage, response: ServerResponse, body: Buffer) => boolean;

export interface GitServer extends AsyncDisposable {
  /** `https://HOSTNAME:PORT`: each repository below `root` lies under it. */
  url: string;
  root: string;
  /** The server's own certificate. */
  certificate: string;
  intercept: Intercept;
}

/** A real git server over HTTPS: git's own CGI program behind Node, with a certificate that nobody else trusts. */
export async function gitServer(hostname = 'localhost'): Promise<GitServer> {
  const root = mkdtempSync(join(tmpdir(), 'dockgrade-git-'));
  const { key, certificate } = makeCertificate(root, hostname);
  const self: Pick<GitServer, 'intercept'> = { intercept: () => false };
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    async (request, response) => {
      const body = await buffer(request);
      if (!self.intercept(request, response, body)) serve(root, request, response, body);
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(self, {
    url: `https://${hostname}:${(server.address() as AddressInfo).port}`,
    root,
    certificate,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(root, { recursive: true });
    },
  });
}

function makeCertificate(folder: string, hostname: string): { key: string; certificate: string } {
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const subject = ['-subj', `/CN=${hostname}`, '-addext', `subjectAltName=DNS:${hostname}`];
  const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { key, certificate };
}

function serve(root: string, request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const url = new URL(request.url ?? '/', 'https://localhost');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      HTTP_CONTENT_ENCODING: String(request.headers['content-encoding'] ?? ''),
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: String(request.headers['content-type'] ?? ''),
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  // Git may answer without reading all of it.
  backend.stdin.on('error', () => undefined).end(body);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const headers = output
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => line.split(': ') as [string, string]);
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers.filter(([name]) => name !== 'Status')));
    response.end(output.subarray(end + 4));
  });
}
