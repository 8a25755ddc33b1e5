import { createServer } from 'node:http';
import { answer } from './app.js';
import { connect, disconnect } from './database.js';
import { createTable } from './users.js';

const port: number = Number(process.env.PORT ?? 3000);
const server = createServer(answer);

await connect();
await createTable();
server.listen(port, () => console.log(`Listening on port ${port}`));

// Docker sends SIGTERM and waits ten seconds: finish what is running, then go.
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    console.log(`${signal}: stopping`);
    server.close(() => disconnect());
    server.closeIdleConnections();
  });
}
