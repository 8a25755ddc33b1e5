import { serialize, setInternalBufferSize } from 'bson';
import { read } from './store.js';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER = 16;

/** Cuts a connection's bytes into whole messages. Returns the messages and the rest. */
export function splitMessages(bytes) {
  const messages = [];
  let at = 0;
  while (bytes.length - at >= 4 && bytes.length - at >= bytes.readInt32LE(at)) {
    const length = bytes.readInt32LE(at);
    if (length < HEADER) throw new Error('not the MongoDB protocol');
    messages.push(bytes.subarray(at, at + length));
    at += length;
  }
  return { messages, rest: bytes.subarray(at) };
}

/**
 * Reads a request: the command with its document sequences folded in, and how to answer it.
 * @returns {{ command: object, reply: (document: object) => Buffer | undefined }}
 */
export function parseMessage(message) {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return parseMsg(message, requestId);
  if (opCode === OP_QUERY) return parseQuery(message, requestId);
  throw new Error(`unknown operation ${opCode}`);
}

function parseMsg(message, requestId) {
  const flags = message.readUInt32LE(HEADER);
  const end = message.length - (flags & 1 ? 4 : 0);
  let command = {};
  for (let at = HEADER + 4; at < end; ) {
    const kind = message[at];
    const length = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + length);
    if (kind === 0) command = { ...read(section), ...command };
    else Object.assign(command, parseSequence(section));
    at += 1 + length;
  }
  // moreToCome: the client wants no answer.
  const silent = (flags & 2) !== 0;
  return { command, reply: (document) => (silent ? undefined : answer(requestId, OP_MSG, Buffer.alloc(5), document)) };
}

function parseSequence(section) {
  const nameEnd = section.indexOf(0, 4);
  const documents = [];
  for (let at = nameEnd + 1; at < section.length; at += section.readInt32LE(at)) {
    documents.push(read(section.subarray(at, at + section.readInt32LE(at))));
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents };
}

/** Drivers say hello in this older form. */
function parseQuery(message, requestId) {
  const nameEnd = message.indexOf(0, HEADER + 4);
  const database = message.toString('utf8', HEADER + 4, nameEnd).split('.')[0];
  const command = read(message.subarray(nameEnd + 9));
  // Flags, cursor, offset, then the number of documents: one.
  const head = Buffer.alloc(20);
  head.writeInt32LE(1, 16);
  return {
    command: { ...(command.$query ?? command), $db: database },
    reply: (document) => answer(requestId, OP_REPLY, head, document),
  };
}

function answer(requestId, opCode, head, document) {
  const body = serialize(document, { ignoreUndefined: true });
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + head.length + body.length, 0);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, head, body]);
}

export const LIMITS = {
  maxBsonObjectSize: 16 * 1024 * 1024,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
};
setInternalBufferSize(LIMITS.maxBsonObjectSize);
