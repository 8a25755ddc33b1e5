import { connect, disconnect } from './database.js';
import { createTable } from './users.js';

await connect();
await createTable();
await disconnect();
console.log('The table is there.');
