import { z } from 'zod';
import { DRAFTS } from '../../core/submission.ts';
import type { RubricPreview } from '../../core/wire/editor.ts';
import type { Problem } from '../../core/wire/problem.ts';
import type { Service } from '../../service/service.ts';
import type { Person } from '../../store/contract/people.ts';
import type { Frame } from '../../web/frame.ts';
import { type Editor, editorPage } from '../../web/pages/assignment-editor.ts';
import { TEMPLATES } from '../../web/parts/editor/template.ts';

/** How many dry runs of a teacher their page shows. */
const RUNS = 5;

/** What a form leaves empty. */
const orNull = (text: string) => (text === '' ? null : text);

/** Fields of the editor's form. Browsers write line ends of their own into what is typed. */
export const typedSchema = z.object({
  source: z.string().transform((text) => text.replaceAll('\r\n', '\n')),
  assignment: z.string().max(100).default('').transform(orNull),
  from: z.string().max(100).default('').transform(orNull),
  over: z.string().max(100).optional(),
  example: z.string().max(200).default(''),
  repository: z.string().trim().max(500).default(''),
  ref: z.string().trim().max(200).default(''),
});
export interface Typed {
  Body: z.infer<typeof typedSchema>;
}

/** What was typed, and what came of it. */
export interface EditorInput extends z.infer<typeof typedSchema> {
  problem?: Problem;
  /** Somebody else published meanwhile. */
  overtaken?: boolean;
  /** Id that a new assignment cannot have. */
  taken?: string;
  preview?: RubricPreview;
}

/** The editor's page, with all that stands around the text. */
export function whatToEdit({ editor, assignments, submissions }: Service) {
  return {
    /** A new assignment, from a template or as a copy of an example. */
    async fresh(viewer: Person, frame: Frame, example: string | undefined): Promise<string> {
      const examples = await editor.examples(viewer, frame.lang);
      const copied = examples.find(({ id }) => id === example);
      const source = copied?.source ?? TEMPLATES[frame.lang];
      return whole(viewer, frame, { id: null, from: null, source, example: copied?.id });
    },

    /** An assignment as it was published, or as one of its versions was. */
    async current(viewer: Person, frame: Frame, id: string, version: number | undefined): Promise<string> {
      const view = await assignments.get(viewer, id, frame.lang);
      const older = version === undefined ? null : await editor.version(viewer, id, version);
      const source = older?.source ?? view.source ?? '';
      return whole(viewer, frame, { id, from: view.digest, source, versions: view.versions, example: id });
    },

    /** What was typed, once more. */
    async again(viewer: Person, frame: Frame, typed: EditorInput): Promise<string> {
      const { assignment: id, from, source, example, repository, ref, problem, preview, overtaken, taken } = typed;
      const view = id === null ? null : await assignments.get(viewer, id, frame.lang);
      const by = overtaken && view ? await editor.version(viewer, view.id, view.version) : null;
      // The answer to a form has no address of its own.
      const at = id === null ? '/assignments/new' : `/assignments/${id}/edit`;
      return whole(
        viewer,
        { ...frame, at },
        {
          ...{ id, from, source, versions: view?.versions ?? [] },
          ...{ problem: problem ?? null, preview: preview ?? null, overtakenBy: by, taken: taken ?? null },
          fields: { example, repository, ref },
        },
      );
    },
  };

  async function whole(
    viewer: Person,
    frame: Frame,
    {
      example,
      fields,
      ...input
    }: Pick<Editor, 'id' | 'from' | 'source'> &
      Partial<Editor> & { example?: string | undefined; fields?: Editor['target'] },
  ): Promise<string> {
    const { lang } = frame;
    const [check, examples, { submissions: runs }] = await Promise.all([
      editor.checkAssignment(viewer, input.id, input.source, lang),
      editor.examples(viewer, lang),
      submissions.list(viewer, { assignment: DRAFTS, student: viewer.id, limit: RUNS }),
    ]);
    // An example is tried on its own solution, unless somebody chooses.
    const known = examples.some(({ id }) => id === example);
    return editorPage(frame, {
      ...{ versions: [], problem: null, overtakenBy: null, taken: null, preview: null, check, examples, runs },
      target: fields ?? { example: known ? `${example}/solution` : '', repository: '', ref: '' },
      now: new Date().toISOString(),
      ...input,
    });
  }
}
