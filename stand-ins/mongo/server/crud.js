import { ObjectId } from 'bson';
import { aggregate, projected, sorted } from './aggregate.js';
import { Failure } from './failure.js';
import { matches } from './match.js';
import { keyOf } from './store.js';
import { applyUpdate, seedFrom } from './update.js';
import { compare, equal, toNumber, valueAt } from './values.js';

/** Commands that read and write documents: name → (context, command) → answer. `context` has store and cursors. */
export const crudCommands = {
  insert: (context, command) => {
    const namespace = namespaceOf(command, command.insert);
    const documents = command.documents.map((document) => ({ _id: document._id ?? new ObjectId(), ...document }));
    return writeEach(documents, command.ordered, (document) => {
      const collection = context.store.get(namespace);
      if (collection.documents.has(keyOf(document._id))) throw duplicate(namespace, '_id_', { _id: document._id });
      checkUnique(collection, namespace, document);
      context.store.write([{ change: 'put', namespace, document }]);
      return { n: 1 };
    });
  },

  update: (context, command) => {
    const namespace = namespaceOf(command, command.update);
    return writeEach(command.updates, command.ordered, ({ q, u, multi, upsert }) => {
      const found = find(context, namespace, q).slice(0, multi ? undefined : 1);
      if (found.length === 0 && upsert) {
        const document = withId(applyUpdate(seedFrom(q), u, true));
        put(context, namespace, [document]);
        return { n: 1, nModified: 0, upserted: document._id };
      }
      const changed = found.map((document) => applyUpdate(document, u));
      const different = changed.filter((document, index) => !equal(document, found[index]));
      put(context, namespace, different);
      return { n: found.length, nModified: different.length };
    });
  },

  delete: (context, command) => {
    const namespace = namespaceOf(command, command.delete);
    return writeEach(command.deletes, command.ordered, ({ q, limit }) => {
      const found = find(context, namespace, q).slice(0, toNumber(limit) || undefined);
      context.store.write(found.map(({ _id }) => ({ change: 'remove', namespace, id: _id })));
      return { n: found.length };
    });
  },

  findAndModify: (context, command) => {
    const namespace = namespaceOf(command, command.findAndModify ?? command.findandmodify);
    const [before] = sorted(find(context, namespace, command.query), command.sort);
    const show = (document) => (document ? projected(document, command.fields) : null);
    if (command.remove) {
      if (before) context.store.write([{ change: 'remove', namespace, id: before._id }]);
      return { lastErrorObject: { n: before ? 1 : 0 }, value: show(before) };
    }
    if (!before && !command.upsert) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null };
    const after = before
      ? applyUpdate(before, command.update)
      : withId(applyUpdate(seedFrom(command.query), command.update, true));
    put(context, namespace, [after]);
    const upserted = before ? {} : { upserted: after._id };
    return {
      lastErrorObject: { n: 1, updatedExisting: Boolean(before), ...upserted },
      value: show(command.new ? after : before),
    };
  },

  find: (context, command) => {
    const namespace = namespaceOf(command, command.find);
    const skip = toNumber(command.skip ?? 0);
    const limit = Math.abs(toNumber(command.limit ?? 0));
    const documents = sorted(find(context, namespace, command.filter), command.sort)
      .slice(skip, limit > 0 ? skip + limit : undefined)
      .map((document) => projected(document, command.projection));
    return context.cursors.open(namespace, documents, command.singleBatch ? documents.length : command.batchSize);
  },

  aggregate: (context, command) => {
    const namespace = namespaceOf(command, command.aggregate);
    const documents = typeof command.aggregate === 'string' ? find(context, namespace, {}) : [];
    return context.cursors.open(namespace, aggregate(documents, command.pipeline), command.cursor?.batchSize);
  },

  count: (context, command) => {
    const found = find(context, namespaceOf(command, command.count), command.query);
    const skip = toNumber(command.skip ?? 0);
    const limit = toNumber(command.limit ?? 0);
    return { n: found.slice(skip, limit > 0 ? skip + limit : undefined).length };
  },

  distinct: (context, command) => {
    const found = find(context, namespaceOf(command, command.distinct), command.query);
    const values = found.flatMap((document) => valueAt(document, command.key) ?? []).sort(compare);
    return { values: values.filter((value, index) => index === 0 || !equal(value, values[index - 1])) };
  },
};
crudCommands.findandmodify = crudCommands.findAndModify;

export function namespaceOf(command, collection) {
  return `${command.$db}.${collection}`;
}

function find({ store }, namespace, filter = {}) {
  const { documents } = store.get(namespace);
  const byId = filter._id && documents.get(keyOf(filter._id));
  return byId
    ? [byId].filter((document) => matches(document, filter))
    : [...documents.values()].filter((document) => matches(document, filter));
}

function put({ store }, namespace, documents) {
  for (const document of documents) checkUnique(store.get(namespace), namespace, document);
  store.write(documents.map((document) => ({ change: 'put', namespace, document })));
}

function withId(document) {
  return { _id: document._id ?? new ObjectId(), ...document };
}

function checkUnique({ documents, indexes }, namespace, document) {
  for (const { name, key, unique, sparse } of indexes.filter((index) => index.unique)) {
    const values = Object.fromEntries(Object.keys(key).map((path) => [path, valueAt(document, path)]));
    if (sparse && Object.values(values).every((value) => value === undefined)) continue;
    const taken = [...documents.values()].some(
      (other) =>
        !equal(other._id, document._id) &&
        Object.entries(values).every(([path, value]) => equal(valueAt(other, path), value)),
    );
    if (unique && taken) throw duplicate(namespace, name, values);
  }
}

function duplicate(namespace, index, keyValue) {
  const key = JSON.stringify(keyValue);
  const keyPattern = Object.fromEntries(Object.keys(keyValue).map((path) => [path, 1]));
  const message = `E11000 duplicate key error collection: ${namespace} index: ${index} dup key: ${key}`;
  return new Failure(11000, 'DuplicateKey', message, { keyPattern, keyValue });
}

/** Runs the parts of a write command, collects what each did, and reports failures by their place. */
function writeEach(parts, ordered = true, work) {
  const answer = { n: 0 };
  const writeErrors = [];
  for (const [index, part] of parts.entries()) {
    try {
      const { n, nModified, upserted } = work(part);
      answer.n += n;
      if (nModified !== undefined) answer.nModified = (answer.nModified ?? 0) + nModified;
      if (upserted !== undefined) answer.upserted = [...(answer.upserted ?? []), { index, _id: upserted }];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      writeErrors.push({ index, code: error.code, errmsg: error.message, ...error.details });
      if (ordered) break;
    }
  }
  return writeErrors.length > 0 ? { ...answer, writeErrors } : answer;
}
