import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { deserialize, EJSON, serialize } from 'bson';

/**
 * All collections in memory, and on disk as a list of changes to which each change is appended and synced before it is
 * acknowledged. A change that a crash cut off is dropped at the next start.
 */
export class Store {
  /** Name of a collection (`database.collection`) → its documents by `_id`, and its indexes. */
  collections = new Map();

  constructor(file) {
    this.file = file;
    this.changes = 0;
    if (existsSync(file)) this.#load();
    if (this.changes > 1000 && this.changes > 2 * this.#size()) this.#compact();
    this.descriptor = openSync(file, 'a', 0o600);
  }

  /** The collection, or an empty one that is not kept. */
  get(namespace) {
    return this.collections.get(namespace) ?? { documents: new Map(), indexes: [], options: {} };
  }

  /** Changes: `put` and `remove` a document, `create` and `drop` a collection, set its `index`es. Written together. */
  write(changes) {
    if (changes.length === 0) return;
    const bytes = Buffer.concat(changes.map((change) => serialize(change)));
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
    fdatasyncSync(this.descriptor);
    for (const change of changes) this.#apply(change);
  }

  close() {
    closeSync(this.descriptor);
  }

  #apply({ change, namespace, document, id, options, indexes }) {
    this.changes += 1;
    if (change === 'drop') {
      this.collections.delete(namespace);
      return;
    }
    if (!this.collections.has(namespace))
      this.collections.set(namespace, { documents: new Map(), indexes: [], options: {} });
    const collection = this.collections.get(namespace);
    if (change === 'put') collection.documents.set(keyOf(document._id), document);
    if (change === 'remove') collection.documents.delete(keyOf(id));
    if (change === 'create') collection.options = options ?? {};
    if (change === 'index') collection.indexes = indexes;
  }

  #load() {
    const bytes = readFileSync(this.file);
    let at = 0;
    while (at + 4 <= bytes.length) {
      const length = bytes.readInt32LE(at);
      if (length < 5 || at + length > bytes.length) break;
      this.#apply(read(bytes.subarray(at, at + length)));
      at += length;
    }
    if (at < bytes.length) truncateSync(this.file, at);
  }

  #size() {
    return [...this.collections.values()].reduce((sum, { documents }) => sum + documents.size, 0);
  }

  #compact() {
    const descriptor = openSync(`${this.file}.new`, 'w', 0o600);
    for (const [namespace, { documents, indexes, options }] of this.collections) {
      const puts = [...documents.values()].map((document) => ({ change: 'put', namespace, document }));
      const changes = [{ change: 'create', namespace, options }, { change: 'index', namespace, indexes }, ...puts];
      for (const change of changes) writeSync(descriptor, serialize(change));
    }
    fsyncSync(descriptor);
    closeSync(descriptor);
    renameSync(`${this.file}.new`, this.file);
    const folder = openSync(dirname(this.file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}

/** Two ids that are equal have the same key. */
export function keyOf(id) {
  return EJSON.stringify({ id });
}

/** Longs stay Longs, so that they are written back as what they were. */
export function read(bytes) {
  return deserialize(bytes, { promoteLongs: false });
}
