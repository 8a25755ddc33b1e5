import { run } from '../worker/engine/command.ts';
import { CHECKOUT } from '../worker/sealed/paths.ts';
import { SEALED, type Seal } from '../worker/sealed/seal.ts';

/**
 * No seal, for comparison alone: a program with the whole machine before it, but for its environment.
 * @param program `docker compose`, or the Compose plugin by itself
 */
export function unsealed([program = '', ...first]: readonly string[]): Pick<Seal, 'run'> {
  return {
    run({ args, visible, folder, variables }, signal) {
      const [{ from, at } = { from: '/', at: CHECKOUT }] = visible;
      const root = from.slice(0, from.length - (at.length - CHECKOUT.length));
      const real = (text: string) => (/^\/checkout(\/|$)/.test(text) ? root + text.slice(CHECKOUT.length) : text);
      return run(program, [...first, ...args.map(real)], {
        signal,
        timeout: SEALED.wall,
        maxBytes: SEALED.output,
        cwd: real(folder),
        env: { ...variables, PWD: real(folder), HOME: '/nonexistent' },
      });
    },
  };
}
