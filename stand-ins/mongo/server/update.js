import { Failure } from './failure.js';
import { itemFits } from './match.js';
import { compare, equal, isObject, setAt, toNumber, unsetAt, valueAt } from './values.js';

/**
 * A changed copy of a document.
 * @param update operators, or a whole new document (which keeps the `_id`)
 * @param inserting whether an upsert makes the document, for $setOnInsert
 */
export function applyUpdate(document, update, inserting = false) {
  if (Array.isArray(update))
    throw new Failure(2, 'BadValue', 'this stand-in for MongoDB does not know update pipelines');
  if (!Object.keys(update).some((key) => key.startsWith('$'))) return { _id: document._id, ...update };
  const changed = structured(document);
  for (const [name, fields] of Object.entries(update)) {
    if (name === '$setOnInsert' && !inserting) continue;
    const operator = OPERATORS[name];
    if (!operator) throw new Failure(9, 'FailedToParse', `Unknown modifier: ${name}`);
    for (const [path, value] of Object.entries(fields)) operator(changed, path, value);
  }
  return changed;
}

/** What an upsert starts from: the fields that the filter wants to be equal to something. */
export function seedFrom(filter) {
  const seed = {};
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and') for (const part of condition) Object.assign(seed, seedFrom(part));
    if (key.startsWith('$')) continue;
    if (!isObject(condition) || !Object.keys(condition).some((name) => name.startsWith('$')))
      setAt(seed, key, condition);
    else if ('$eq' in condition) setAt(seed, key, condition.$eq);
  }
  return seed;
}

const OPERATORS = {
  $set: setAt,
  $setOnInsert: setAt,
  $unset: unsetAt,
  $inc: (document, path, by) => setAt(document, path, toNumber(valueAt(document, path) ?? 0) + toNumber(by)),
  $mul: (document, path, by) => setAt(document, path, toNumber(valueAt(document, path) ?? 0) * toNumber(by)),
  $min: (document, path, value) => replaceIf(document, path, value, (difference) => difference < 0),
  $max: (document, path, value) => replaceIf(document, path, value, (difference) => difference > 0),
  $currentDate: (document, path) => setAt(document, path, new Date()),
  $rename: (document, path, target) => {
    setAt(document, target, valueAt(document, path));
    unsetAt(document, path);
  },
  $push: (document, path, value) => setAt(document, path, [...listAt(document, path), ...each(value)]),
  $addToSet: (document, path, value) => {
    const list = listAt(document, path);
    const added = each(value).filter((item) => !list.some((present) => equal(present, item)));
    setAt(document, path, [...list, ...added]);
  },
  $pull: (document, path, condition) =>
    setAt(
      document,
      path,
      listAt(document, path).filter((item) => !itemFits(item, condition)),
    ),
  $pop: (document, path, end) =>
    setAt(document, path, toNumber(end) < 0 ? listAt(document, path).slice(1) : listAt(document, path).slice(0, -1)),
};

function replaceIf(document, path, value, test) {
  const present = valueAt(document, path);
  if (present === undefined || test(compare(value, present))) setAt(document, path, value);
}

function each(value) {
  return isObject(value) && '$each' in value ? value.$each : [value];
}

function listAt(document, path) {
  const list = valueAt(document, path) ?? [];
  if (!Array.isArray(list)) throw new Failure(2, 'BadValue', `The field '${path}' must be an array`);
  return list;
}

/** A copy of the objects and arrays; values of BSON types are never changed in place, so they may be shared. */
function structured(value) {
  if (Array.isArray(value)) return value.map(structured);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, structured(inner)]));
}
