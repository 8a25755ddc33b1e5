import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { execa } from 'execa';
import { networkOfTheMachine } from './machine.ts';

/**
 * A machine with a user's engine: a network namespace, in which ours is then started as well. It is one of the test's own, so
 * that no engine that really is on this machine comes to harm.
 */
export async function startMachine() {
  const folder = await mkdtemp(join(tmpdir(), 'dockgrade-neighbour-'));
  const space = execa('unshare', ['--net', 'sh', '-c', 'ip link set lo up && echo up && exec cat'], {
    stdin: 'pipe',
    reject: false,
  });
  await space[Symbol.asyncIterator]().next();
  const enter = [`--net=/proc/${space.pid}/ns/net`];
  const wayOut = execa('slirp4netns', ['--configure', '--mtu=65520', '--ready-fd=3', String(space.pid), 'tap0'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    reject: false,
  });
  await once(wayOut.stdio[3] as unknown as Readable, 'data');
  const host = `unix://${folder}/docker.sock`;
  const places = ['--data-root', `${folder}/data`, '--exec-root', `${folder}/exec`, '--pidfile', `${folder}/pid`];
  const dockerd = execa('nsenter', [...enter, 'dockerd', '--host', host, ...places], { reject: false, buffer: false });
  const log = dockerd.iterable({ from: 'stderr' });
  for (let line = await log.next(); !line.done && !line.value.includes('API listen on'); ) line = await log.next();
  dockerd.stderr.resume();
  const docker = async (...args: string[]) => (await execa('docker', ['--host', host, ...args])).stdout;
  return {
    enter,
    host,
    docker,
    /** Gives the engine an image that needs no registry, a running container, a network and a volume. */
    async fill() {
      const { stdout } = await execa('ldd', ['/bin/sleep']);
      const files = ['/bin/sleep', ...[...stdout.matchAll(/(\/\S+) \(/g)].map(([, path]) => path ?? '')];
      const archive = execa('tar', ['-C', '/', '-ch', ...files.map((path) => path.slice(1))], { encoding: 'buffer' });
      await archive.pipe('docker', ['--host', host, 'import', '-', 'sleeper']);
      await docker('network', 'create', 'users-network');
      await docker('volume', 'create', 'users-volume');
      await docker(
        'run',
        '--detach',
        '--name',
        'sleeper',
        '--network',
        'users-network',
        'sleeper',
        '/bin/sleep',
        'infinity',
      );
    },
    async look() {
      return {
        ...(await networkOfTheMachine(enter)),
        images: await docker('image', 'ls', '--all', '--no-trunc', '--format', '{{.ID}} {{.Repository}}:{{.Tag}}'),
        containers: (await docker('ps', '--all', '--no-trunc', '--format', '{{.ID}} {{.Status}}')).replace(
          /Up .*/,
          'Up',
        ),
        networks: await docker('network', 'ls', '--no-trunc'),
        volumes: await docker('volume', 'ls'),
      };
    },
    async [Symbol.asyncDispose]() {
      const running = await docker('ps', '--quiet');
      for (const id of running.split('\n').filter(Boolean)) await docker('kill', id);
      dockerd.kill('SIGTERM');
      await dockerd;
      wayOut.kill('SIGTERM');
      await wayOut;
      space.stdin.end();
      await space;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
