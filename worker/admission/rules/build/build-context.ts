import { resolve } from 'node:path';
import type { ComposeBuild } from '../../model.ts';
import { type Found, lookUp } from '../../paths.ts';
import { shownPath } from '../../shown-path.ts';
import { fieldsOf, plain, textOf } from '../../values.ts';
import { isBuilt } from '../image.ts';
import type { Desk, Rule } from '../rule.ts';

const DOCKERFILE_BYTES = 64 * 1024;

/**
 * What is sent to the builder: folders and a Dockerfile of the repository, reached without links. What does not exist is passed on, so that
 * the build itself says so.
 */
export const buildContext: Rule<ComposeBuild> = {
  id: 'build-context',
  keys: ['context', 'dockerfile', 'dockerfile_inline', 'additional_contexts'],
  async apply(desk) {
    const { value, out, refuse, written, review } = desk;
    const shown = (path: string, ...at: string[]) => shownPath(review, path, written(...at));
    const context = textOf(value.context) ?? '';
    if (!(await isFolder(desk, context)))
      refuse(outside(shownPath(review, context, written('context') ?? written())), 'context');
    else out.context = context;
    const inline = textOf(value.dockerfile_inline);
    if (inline === undefined) {
      const dockerfile = textOf(value.dockerfile) ?? 'Dockerfile';
      if (await isDockerfile(desk, context, dockerfile)) out.dockerfile = dockerfile;
      else refuse(outside(shown(dockerfile, 'dockerfile')), 'dockerfile');
    } else if (Buffer.byteLength(inline) <= DOCKERFILE_BYTES) {
      out.dockerfile_inline = inline;
    } else {
      refuse(tooLarge(), 'dockerfile_inline');
    }
    for (const [name, source] of Object.entries(fieldsOf(value.additional_contexts))) {
      const text = textOf(source) ?? '';
      const service = /^service:(.+)$/.exec(text)?.[1];
      // The builder reads `NAME=SOURCE`: with one more of these the source would be another.
      const ours = name.includes('=')
        ? false
        : service === undefined
          ? await isFolder(desk, text)
          : isBuilt(desk.review, service);
      if (ours) out.additional_contexts = { ...out.additional_contexts, [name]: text };
      else refuse(outside(shown(text, 'additional_contexts', name)), 'additional_contexts', { has: name });
    }
  },
};

/** Compose makes local folders absolute; what is not absolute by now is a URL or an image. */
async function isFolder({ review }: Desk<ComposeBuild>, path: string): Promise<boolean> {
  if (!path.startsWith('/')) return false;
  const { kind } = await lookUp(review.input.checkout, plain(path));
  return kind === 'folder' || kind === 'missing';
}

async function isDockerfile({ review }: Desk<ComposeBuild>, context: string, path: string): Promise<boolean> {
  if (path.includes('://')) return false;
  const found: Found = await lookUp(review.input.checkout, resolve(plain(context), plain(path)));
  return found.kind === 'missing' || (found.kind === 'file' && found.size <= DOCKERFILE_BYTES);
}

function outside(path: string) {
  return {
    en: `\`${path}\` must be a path inside the repository, without symbolic links (a Dockerfile: of 64 KiB at most). Elsewhere nobody but you could build it.`,
    es: `\`${path}\` debe ser una ruta dentro del repositorio, sin enlaces simbólicos (un Dockerfile: de 64 KiB como máximo). En otro lugar solo tú podrías construirla.`,
  };
}

function tooLarge() {
  return {
    en: 'The Dockerfile is larger than 64 KiB, far more than an image needs.',
    es: 'El Dockerfile ocupa más de 64 KiB, mucho más de lo que necesita una imagen.',
  };
}
