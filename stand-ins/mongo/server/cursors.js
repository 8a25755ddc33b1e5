import { Long } from 'bson';
import { Failure } from './failure.js';
import { toNumber } from './values.js';

/** Results that did not fit into one answer. Each cursor holds what was found when it was opened. */
export class Cursors {
  #open = new Map();
  #next = 1;

  open(namespace, documents, batchSize) {
    const size = toNumber(batchSize ?? 101);
    const id = documents.length > size ? this.#next++ : 0;
    if (id) this.#open.set(id, { namespace, rest: documents.slice(size) });
    return { cursor: { firstBatch: documents.slice(0, size), id: Long.fromNumber(id), ns: namespace } };
  }

  more(wanted, batchSize) {
    const id = toNumber(wanted);
    const cursor = this.#open.get(id);
    if (!cursor) throw new Failure(43, 'CursorNotFound', `cursor id ${id} not found`);
    const nextBatch = cursor.rest.splice(0, toNumber(batchSize ?? 1000));
    if (cursor.rest.length === 0) this.#open.delete(id);
    return { cursor: { nextBatch, id: Long.fromNumber(this.#open.has(id) ? id : 0), ns: cursor.namespace } };
  }

  kill(ids) {
    const cursorsKilled = ids.filter((id) => this.#open.delete(toNumber(id)));
    return { cursorsKilled, cursorsNotFound: [], cursorsAlive: [], cursorsUnknown: [] };
  }
}
