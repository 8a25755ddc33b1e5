import type { Socket } from 'node:net';
import { DockgradeError } from '../core/errors.ts';
import { body } from './error-handler.ts';
import { PROBLEM_TYPE, problemOf } from './problem.ts';

/** What reached the socket and is no request: too slow, too many headers, not HTTP. The answer is written by hand, for there is no request to answer. */
export function answerNoRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(inWords(error.code), 'none');
  const text = body(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${problem.status === 413 ? 'Content Too Large' : 'Bad Request'}`,
      `content-type: ${PROBLEM_TYPE}`,
      `content-length: ${Buffer.byteLength(text)}`,
      'cache-control: no-store',
      'connection: close',
      '',
      text,
    ].join('\r\n'),
  );
}

function inWords(code: string | undefined): DockgradeError {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new DockgradeError('too-large', 'The headers of the request are larger than 16 KiB.', {
      remedy: 'Send fewer or shorter headers and cookies.',
    });
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new DockgradeError('request-invalid', 'The request did not arrive in time.', {
      remedy: 'Send it again, over a faster connection.',
    });
  }
  return new DockgradeError('request-invalid', 'What arrived is no HTTP request.', {
    remedy: 'Is http:// or https:// the right one for this address?',
  });
}
