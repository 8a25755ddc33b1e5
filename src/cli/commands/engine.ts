import type { Command } from 'commander';
import { readSettings } from '../../core/settings.ts';
import { STATUS, type Status } from '../status.ts';
import { print } from '../terminal.ts';

/** `engine status|stop`: dockgrade's own engine. */
export function addEngine(program: Command, finish: (status: Status) => void): void {
  const engine = program.command('engine').description("look at dockgrade's own container engine, or stop it");
  engine
    .command('status')
    .description('whether it runs, where, and how many use it')
    .action(async () => {
      const { ownEngineStatus } = await import('../../../worker/engine/own/index.ts');
      const { running, host, users, pid } = await ownEngineStatus(readSettings(process.env).data);
      const state = running ? `runs at ${host} (process ${pid}), in use by ${users}` : 'does not run';
      await print(`dockgrade's own engine ${state}\n`);
      finish(STATUS.good);
    });
  engine
    .command('stop')
    .description('stop it, whoever uses it; its images stay for the next start')
    .action(async () => {
      const { stopOwnEngine } = await import('../../../worker/engine/own/index.ts');
      const ran = await stopOwnEngine(readSettings(process.env).data);
      await print(`dockgrade's own engine ${ran ? 'was stopped' : 'did not run'}\n`);
      finish(STATUS.good);
    });
}
