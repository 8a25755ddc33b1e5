import { createServer } from 'node:http';

const server = createServer((request, response) => {
  response.writeHead(200, { 'content-type': 'text/plain' });
  response.end('Good morning!\n');
});

server.listen(3000);
process.once('SIGTERM', () => server.close());
