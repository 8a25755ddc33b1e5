import { createHash, randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import Docker from 'dockerode';
import { DockgradeError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { OwnRedis } from '../own-redis.ts';
import { waitingClient } from '../redis.ts';
import { freePort } from './place.ts';

const IMAGE = 'redis:7';
const LABEL = 'dockgrade.redis';
const READY = 30_000;

/**
 * Redis in a container of the given engine, on a port of this machine alone, with a password. What it keeps goes with it: the store puts back what waited.
 * One that a killed process left is removed by the next start with the same folder.
 * @param dockerHost null is the machine's own engine; only one on this machine can publish a port here
 * @returns null where there is no such engine
 */
export async function startContainer(folder: string, dockerHost: string | null, log: Log): Promise<OwnRedis | null> {
  const host = dockerHost ?? 'unix:///var/run/docker.sock';
  if (!host.startsWith('unix://')) return null;
  const docker = new Docker({ socketPath: host.slice('unix://'.length) });
  const greeting = await docker.ping().catch((error: unknown) => {
    log.debug({ error }, 'no container engine for Redis');
    return null;
  });
  if (greeting === null) return null;
  try {
    return await start(docker, folder, log);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DockgradeError('queue-unreachable', `Redis does not start in a container of ${host}: ${why}`, {
      cause,
      remedy: 'Install redis-server on this machine, or set REDIS_URL to a Redis that runs.',
    });
  }
}

async function start(docker: Docker, folder: string, log: Log): Promise<OwnRedis> {
  const label = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 16);
  const stop = () => removeAll(docker, label);
  await stop();
  await ensureImage(docker, log);
  const password = randomBytes(32).toString('hex');
  const port = await freePort();
  const container = await docker.createContainer({
    Image: IMAGE,
    User: 'redis',
    Labels: { [LABEL]: label },
    Entrypoint: ['sh', '-c', START],
    Env: [`CONFIG=${CONFIG}requirepass ${password}\n`],
    ExposedPorts: { '6379/tcp': {} },
    HostConfig: {
      PortBindings: { '6379/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] },
      RestartPolicy: { Name: 'on-failure' },
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
    },
  });
  const url = `redis://:${password}@127.0.0.1:${port}`;
  try {
    await container.start();
    await answers(url);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The password is in a file of the container, not among the arguments that every user of this machine can list. */
const START = 'umask 077 && printf "%s" "$CONFIG" >/tmp/redis.conf && exec redis-server /tmp/redis.conf';
const CONFIG = ['appendonly yes', 'save ""', 'maxmemory-policy noeviction', 'dir /tmp', ''].join('\n');

async function removeAll(docker: Docker, label: string): Promise<void> {
  const found = await docker.listContainers({ all: true, filters: { label: [`${LABEL}=${label}`] } });
  for (const { Id } of found) await docker.getContainer(Id).remove({ force: true, v: true });
}

async function ensureImage(docker: Docker, log: Log): Promise<void> {
  const there = await docker.listImages({ filters: { reference: [IMAGE] } });
  if (there.length > 0) return;
  log.info({ image: IMAGE }, 'fetching the image of Redis');
  const stream = await docker.pull(IMAGE);
  await new Promise<void>((resolve, reject) => {
    docker.modem.followProgress(stream, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

async function answers(url: string): Promise<void> {
  const client = waitingClient(url, READY);
  client.on('error', () => undefined);
  const over = new AbortController();
  try {
    const late = delay(READY, undefined, { signal: over.signal }).then(() => {
      throw new Error(`Redis in its container did not answer within ${READY / 1000} seconds`);
    });
    await Promise.race([client.ping(), late]);
  } finally {
    over.abort();
    client.disconnect();
  }
}
