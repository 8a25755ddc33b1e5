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
  const [style, icon, editor, common] = await Promise.all([
    styleSheet(),
    file('icon.svg', 'image/svg+xml', join(WEB, 'client/icon.svg')),
    file('editor.js', SCRIPT, join(WEB, 'client/editor.js')),
    script(),
  ]);
  const routes: FastifyPluginAsync = async (app) => {
    for (const one of [style, icon, editor, common]) {
      app.get(address(one), { schema: { hide: true } }, async (_request, reply) =>
        reply.type(one.type).header('cache-control', FOR_EVER).send(one.content),
      );
    }
  };
  const assets = {
    style: address(style),
    icon: address(icon),
    editor: address(editor),
    script: address(common),
  };
  return { assets, routes };
}

/**
 * htmx, its server-sent events and what is ours, as one script: htmx begins in the next task after its own, and an extension that came later by the network would
 * be too late.
 */
async function script(): Promise<File> {
  const htmx = createRequire(import.meta.url).resolve('htmx.org/dist/htmx.min.js');
  const paths = [htmx, join(htmx, '../ext/hx-sse.min.js'), join(WEB, 'client/dockgrade.js')];
  const parts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  // A part may end in a comment, and without a semicolon.
  return { name: 'dockgrade.js', type: SCRIPT, content: Buffer.from(parts.join('\n;\n')) };
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
