import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { EngineInfo } from '../../worker/engine/engine.ts';

const SERVER = `
const server = require('node:http').createServer((_, answer) => { console.log('caller'); answer.end('secret'); });
server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

/** A web server on the loopback of an own engine's network: what the engine itself fetches, it fetches from there. */
export async function insideEngine({ netns }: EngineInfo) {
  const args = [`--net=${netns}`, process.execPath, '-e', SERVER];
  const child = spawn('nsenter', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  await once(child.stdout, 'data');
  return {
    port: Number(said.split('\n')[0]),
    callers: () => said.split('\n').filter((line) => line === 'caller').length,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, 'close');
    },
  };
}
