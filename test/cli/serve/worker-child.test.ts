import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startWorkerChild } from '../../../src/cli/serve/worker-child.ts';
import type { Log } from '../../../src/core/log.ts';
import { readSettings } from '../../../src/core/settings.ts';

test.runIf(process.platform === 'linux')(
  'the worker gets the certificates that the operator trusts and the scanner, and no secret of the service',
  async ({ onTestFinished }) => {
    const data = await mkdtemp(join(tmpdir(), 'dockgrade-child-'));
    onTestFinished(() => rm(data, { recursive: true, force: true }));
    vi.stubEnv('GIT_SSL_CAINFO', '/etc/ssl/university.pem');
    vi.stubEnv('DOCKGRADE_GITHUB_TOKEN', 'secret');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const pids: unknown[] = [];
    const log: Log = {
      debug: () => undefined,
      info: (fields) => pids.push((fields as { worker?: number }).worker),
      warn: () => undefined,
      error: () => undefined,
      child: () => log,
    };
    const child = startWorkerChild({
      settings: readSettings({
        DOCKGRADE_DATA: data,
        DOCKGRADE_TRIVY: '/opt/trivy',
        DOCKGRADE_GITHUB_TOKEN: 'secret',
        DOCKER_HOST: `unix://${data}/none.sock`,
      }),
      redisUrl: 'redis://127.0.0.1:9',
      log,
      logFile: join(data, 'worker.log'),
      tell: () => undefined,
    });
    onTestFinished(() => child.stop());
    const environment = await readFile(`/proc/${pids[0]}/environ`, 'utf8');
    expect(environment.split('\0')).toContain('GIT_SSL_CAINFO=/etc/ssl/university.pem');
    expect(environment.split('\0')).toContain('DOCKGRADE_TRIVY=/opt/trivy');
    expect(environment).not.toContain('secret');
  },
);
