import { connect } from 'node:net';

const { hostname, port } = new URL(process.env.REDIS_URL);

/** How many visitors there were since Redis started; null when it does not answer: nobody is turned away for that. */
export function visit() {
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write('INCR visits\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.on('error', () => resolve(null));
    socket.on('close', () => resolve(null));
    socket.on('data', (answer) => {
      resolve(Number(/^:(\d+)/.exec(answer.toString())?.[1] ?? 0));
      socket.end();
    });
  });
}
