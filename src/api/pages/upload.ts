import type { FastifyRequest } from 'fastify';
import { DockgradeError } from '../../core/errors.ts';

/** A form with a file. */
export interface Upload {
  /** Null where none was chosen. */
  file: Buffer | null;
  fields: Record<string, string>;
}

const MAX_FIELDS = 5;

/**
 * Reads `multipart/form-data` to its end, so that a browser always hears the answer; what is beyond a limit is not kept. Throws `too-large`, and
 * `request-invalid` for what is no such form.
 * @param limits bytes, of the file and of each field
 */
export async function readUpload(request: FastifyRequest, limits: { file: number; field: number }): Promise<Upload> {
  if (!request.isMultipart()) throw noForm();
  const upload: Upload = { file: null, fields: {} };
  let isTooLarge = false;
  try {
    const parts = request.parts({
      limits: { fileSize: limits.file, fieldSize: limits.field, files: 1, fields: MAX_FIELDS, parts: MAX_FIELDS + 1 },
    });
    for await (const part of parts) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        isTooLarge ||= part.file.truncated;
        if (bytes.length > 0) upload.file = bytes;
      } else {
        isTooLarge ||= part.valueTruncated;
        upload.fields[part.fieldname] = `${part.value}`;
      }
    }
  } catch (error) {
    throw noForm(error);
  }
  if (isTooLarge) throw tooLarge(Math.max(limits.file, limits.field));
  return upload;
}

function tooLarge(most: number): DockgradeError {
  return new DockgradeError('too-large', 'The form is larger than what is taken here.', {
    remedy: `At most ${most / 1024 ** 2} MiB are taken.`,
  });
}

function noForm(cause?: unknown): DockgradeError {
  return new DockgradeError('request-invalid', 'The request is no form with a file, or it broke off.', {
    cause,
    remedy: 'Send it from the page, or as multipart/form-data.',
  });
}
