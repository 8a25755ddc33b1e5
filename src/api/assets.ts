import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import type { Assets } from '../web/frame.ts';

interface File {
  name: string;
  type: string;
  content: Buffer;
}

const WEB = join(import.meta.dirname, '../web');
const SCRIPT = 'text/javascript; charset=utf-8';
/** Seconds: the address changes with the content. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/** What pages load, read once: the style sheet (all parts of `src/web/styles` in the order of their names), htmx with its server-sent events, our own scripts. */
export async function readAssets(): Promise<{ assets: Assets; routes: FastifyPluginAsync }> {
  const htmx = createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js');
  const [style, icon, editor, ...scripts] = await Promise.all([
    styleSheet(),
    file('icon.svg', 'image/svg+xml', join(WEB, 'client/icon.svg')),
    file('editor.js', SCRIPT, join(WEB, 'client/editor.js')),
    file('htmx.js', SCRIPT, htmx),
    file('sse.js', SCRIPT, join(htmx, '../ext/hx-sse.min.js')),
    file('dockgrade.js', SCRIPT, join(WEB, 'client/dockgrade.js')),
  ]);
  const routes: FastifyPluginAsync = async (app) => {
    for (const one of [style, icon, editor, ...scripts]) {
      app.get(address(one), { schema: { hide: true } }, async (_request, reply) =>
        reply.type(one.type).header('cache-control', FOR_EVER).send(one.content),
      );
    }
  };
  const assets = {
    style: address(style),
    icon: address(icon),
    editor: address(editor),
    scripts: scripts.map(address),
  };
  return { assets, routes };
}

async function styleSheet(): Promise<File> {
  const folder = join(WEB, 'styles');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.css')).sort();
  const parts = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return { name: 'style.css', type: 'text/css; charset=utf-8', content: Buffer.concat(parts) };
}

async function file(name: string, type: string, path: string): Promise<File> {
  return { name, type, content: await readFile(path) };
}

function address({ name, content }: File): string {
  return `/assets/${createHash('sha256').update(content).digest('hex').slice(0, 12)}/${name}`;
}
