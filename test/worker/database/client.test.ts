import { expect, test } from 'vitest';
import { portOption } from '../../../worker/database/client.ts';
import type { Container } from '../../../worker/engine/engine.ts';

test.for([
  [['postgres', '-p', '5433'], '5433'],
  [['postgres', '-c', 'port=5433', '-c', 'max_connections=50'], '5433'],
  [['redis-server', '--port', '6380', '--appendonly', 'yes'], '6380'],
  [['mariadbd', '--port=3307'], '3307'],
  [['sh', '-c', 'exec mongod --port 27018 --quiet'], '27018'],
] as const)('A client asks where %o listens', ([command, port]) => {
  expect(portOption(running(command), '--port')).toEqual(['--port', port]);
});

test.for([
  [['postgres', '-c', 'max_connections=5000']],
  [['redis-server', '--requirepass', '12345', '--save', '3600', '1']],
  [[]],
] as const)('A client asks at the usual port of %o', ([command]) => {
  expect(portOption(running(command), '--port')).toEqual([]);
});

function running(command: readonly string[]): Container {
  return { Config: { Entrypoint: ['docker-entrypoint.sh'], Cmd: [...command] } } as unknown as Container;
}
