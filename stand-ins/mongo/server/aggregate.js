import { Failure } from './failure.js';
import { matches } from './match.js';
import { compare, isObject, setAt, toNumber, unsetAt, valueAt } from './values.js';

/** Runs a pipeline of the simple stages over documents. */
export function aggregate(documents, pipeline) {
  return pipeline.reduce((stream, stage) => {
    const [[name, argument]] = Object.entries(stage);
    const run = STAGES[name];
    if (!run)
      throw new Failure(40324, 'Location40324', `Unrecognized pipeline stage name: '${name}' (a stand-in for MongoDB)`);
    return run(stream, argument);
  }, documents);
}

export function sorted(documents, keys = {}) {
  const order = Object.entries(keys);
  return [...documents].sort((a, b) => {
    for (const [path, direction] of order) {
      const difference = compare(valueAt(a, path), valueAt(b, path));
      if (difference !== 0) return difference * toNumber(direction);
    }
    return 0;
  });
}

/** Keeps or leaves out fields; `_id` stays unless it is left out by name. */
export function projected(document, projection = {}) {
  const fields = Object.entries(projection);
  if (fields.length === 0) return document;
  const including = fields.some(([path, wanted]) => path !== '_id' && isTrue(wanted));
  const result = including ? {} : structuredShallow(document);
  if (including && projection._id === undefined) result._id = document._id;
  for (const [path, wanted] of fields) {
    if (!isTrue(wanted)) unsetAt(result, path);
    else if (typeof wanted === 'string' || isObject(wanted)) setAt(result, path, evaluate(document, wanted));
    else if (valueAt(document, path) !== undefined) setAt(result, path, valueAt(document, path));
  }
  return result;
}

const STAGES = {
  $match: (stream, filter) => stream.filter((document) => matches(document, filter)),
  $sort: sorted,
  $skip: (stream, count) => stream.slice(toNumber(count)),
  $limit: (stream, count) => stream.slice(0, toNumber(count)),
  $count: (stream, name) => (stream.length > 0 ? [{ [name]: stream.length }] : []),
  $project: (stream, projection) => stream.map((document) => projected(document, projection)),
  $addFields: (stream, fields) =>
    stream.map((document) => {
      const result = structuredShallow(document);
      for (const [path, expression] of Object.entries(fields)) setAt(result, path, evaluate(document, expression));
      return result;
    }),
  $unwind: (stream, argument) => {
    const path = (argument.path ?? argument).slice(1);
    return stream.flatMap((document) =>
      [valueAt(document, path) ?? []].flat().map((item) => ({ ...document, [path]: item })),
    );
  },
  $group: (stream, { _id, ...fields }) => {
    const groups = new Map();
    for (const document of stream) {
      const key = evaluate(document, _id);
      const name = JSON.stringify(key ?? null);
      if (!groups.has(name)) groups.set(name, { key, members: [] });
      groups.get(name).members.push(document);
    }
    return [...groups.values()].map(({ key, members }) => ({
      _id: key ?? null,
      ...Object.fromEntries(
        Object.entries(fields).map(([field, accumulator]) => [field, accumulate(members, accumulator)]),
      ),
    }));
  },
};
STAGES.$set = STAGES.$addFields;

const ACCUMULATORS = {
  $sum: (values) => values.reduce((sum, value) => sum + (Number.isFinite(toNumber(value)) ? toNumber(value) : 0), 0),
  $avg: (values) => (values.length > 0 ? ACCUMULATORS.$sum(values) / values.length : null),
  $min: (values) => values.reduce((least, value) => (compare(value, least) < 0 ? value : least)),
  $max: (values) => values.reduce((most, value) => (compare(value, most) > 0 ? value : most)),
  $first: (values) => values[0],
  $last: (values) => values.at(-1),
  $push: (values) => values,
  $count: (values) => values.length,
};

function accumulate(members, accumulator) {
  const [[name, expression]] = Object.entries(accumulator);
  const run = ACCUMULATORS[name];
  if (!run) throw new Failure(15952, 'Location15952', `unknown group operator '${name}' (a stand-in for MongoDB)`);
  return run(members.map((member) => evaluate(member, expression)));
}

function evaluate(document, expression) {
  if (typeof expression === 'string' && expression.startsWith('$')) return valueAt(document, expression.slice(1));
  if (!isObject(expression)) return expression;
  if ('$literal' in expression) return expression.$literal;
  return Object.fromEntries(Object.entries(expression).map(([key, inner]) => [key, evaluate(document, inner)]));
}

function isTrue(wanted) {
  return typeof wanted === 'string' || isObject(wanted) || wanted === true || toNumber(wanted) > 0;
}

function structuredShallow(document) {
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, isObject(value) ? structuredShallow(value) : value]),
  );
}
