// Values of documents: reading by dotted path, comparing as MongoDB orders them.

const RANKS = {
  null: 1,
  number: 2,
  string: 3,
  object: 4,
  array: 5,
  Binary: 6,
  ObjectId: 7,
  boolean: 8,
  date: 9,
  Timestamp: 10,
  BSONRegExp: 11,
};
const NUMBERS = new Set(['Long', 'Int32', 'Double', 'Decimal128']);

/** All values at a dotted path; several where an array is on the way, as MongoDB looks into arrays. */
export function valuesAt(document, path) {
  const [head, ...rest] = path.split('.');
  const value = Array.isArray(document) && !/^\d+$/.test(head) ? undefined : document?.[head];
  if (Array.isArray(document) && !/^\d+$/.test(head))
    return document.flatMap((item) => (isObject(item) ? valuesAt(item, path) : []));
  if (rest.length === 0) return [value];
  return isObject(value) || Array.isArray(value) ? valuesAt(value, rest.join('.')) : [undefined];
}

/** The value at a dotted path, or undefined. */
export function valueAt(document, path) {
  return valuesAt(document, path)[0];
}

export function setAt(document, path, value) {
  const { parent, key } = parentOf(document, path);
  parent[key] = value;
}

export function unsetAt(document, path) {
  const { parent, key } = parentOf(document, path);
  if (Array.isArray(parent)) parent[key] = null;
  else delete parent[key];
}

/** Negative, zero or positive, in MongoDB's order of types and values. */
export function compare(a, b) {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (kindA !== kindB) return (RANKS[kindA] ?? 99) - (RANKS[kindB] ?? 99);
  switch (kindA) {
    case 'null':
      return 0;
    case 'number':
      return order(toNumber(a), toNumber(b));
    case 'array':
      return compareLists(a, b);
    case 'object':
      return compareLists(Object.entries(a).flat(), Object.entries(b).flat());
    case 'date':
      return a.getTime() - b.getTime();
    case 'ObjectId':
      return order(a.toHexString(), b.toHexString());
    case 'Binary':
      return Buffer.compare(a.buffer, b.buffer);
    default:
      return order(typeof a === 'object' ? String(a) : a, typeof b === 'object' ? String(b) : b);
  }
}

export function equal(a, b) {
  return compare(a, b) === 0;
}

export function toNumber(value) {
  return typeof value === 'number' ? value : Number(value?.toString());
}

export function kindOf(value) {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (typeof value !== 'object') return typeof value === 'bigint' ? 'number' : typeof value;
  const type = value._bsontype;
  if (NUMBERS.has(type)) return 'number';
  return type ?? 'object';
}

export function isObject(value) {
  return kindOf(value) === 'object';
}

function parentOf(document, path) {
  const keys = path.split('.');
  const key = keys.pop();
  let parent = document;
  for (const step of keys) {
    if (parent[step] === undefined || parent[step] === null) parent[step] = {};
    parent = parent[step];
  }
  return { parent, key };
}

function compareLists(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compare(a[i], b[i]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
