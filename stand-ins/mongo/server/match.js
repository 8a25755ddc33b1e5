import { Failure } from './failure.js';
import { compare, equal, isObject, kindOf, toNumber, valuesAt } from './values.js';

/** Whether a document fits a filter. */
export function matches(document, filter = {}) {
  return Object.entries(filter).every(([key, condition]) => {
    switch (key) {
      case '$and':
        return condition.every((part) => matches(document, part));
      case '$or':
        return condition.some((part) => matches(document, part));
      case '$nor':
        return !condition.some((part) => matches(document, part));
      case '$comment':
        return true;
      case '$expr':
        throw new Failure(2, 'BadValue', 'this stand-in for MongoDB does not know $expr');
      default:
        return fits(valuesAt(document, key), condition);
    }
  });
}

/** Whether an array's item fits, for $pull and $elemMatch: a filter for objects, operators or a value otherwise. */
export function itemFits(item, condition) {
  const asFilter = isObject(condition) && !hasOperators(condition);
  return asFilter && isObject(item) ? matches(item, condition) : fits([item], condition);
}

const OPERATORS = {
  $eq: (values, wanted) => anyValue(values, (value) => equal(value, wanted)),
  $ne: (values, wanted) => !OPERATORS.$eq(values, wanted),
  $gt: ordered((difference) => difference > 0),
  $gte: ordered((difference) => difference >= 0),
  $lt: ordered((difference) => difference < 0),
  $lte: ordered((difference) => difference <= 0),
  $in: (values, wanted) => wanted.some((one) => fits(values, one)),
  $nin: (values, wanted) => !OPERATORS.$in(values, wanted),
  $exists: (values, wanted) => values.some((value) => value !== undefined) === Boolean(wanted),
  $not: (values, condition) => !fits(values, condition),
  $size: (values, wanted) => values.some((value) => Array.isArray(value) && value.length === toNumber(wanted)),
  $all: (values, wanted) => wanted.every((one) => OPERATORS.$eq(values, one)),
  $elemMatch: (values, condition) =>
    values.some((value) => Array.isArray(value) && value.some((item) => itemFits(item, condition))),
  $mod: (values, [divisor, rest]) =>
    anyValue(values, (value) => toNumber(value) % toNumber(divisor) === toNumber(rest)),
};

function fits(values, condition) {
  if (condition instanceof RegExp || kindOf(condition) === 'BSONRegExp') return fitsPattern(values, condition);
  if (!isObject(condition) || !hasOperators(condition)) return OPERATORS.$eq(values, condition);
  return Object.entries(condition).every(([name, wanted]) => {
    if (name === '$options') return true;
    if (name === '$regex') return fitsPattern(values, wanted, condition.$options);
    const operator = OPERATORS[name];
    if (!operator) throw new Failure(2, 'BadValue', `unknown operator: ${name}`);
    return operator(values, wanted);
  });
}

function fitsPattern(values, pattern, options) {
  const source = pattern.pattern ?? pattern.source ?? pattern;
  const expression = new RegExp(source, (options ?? pattern.options ?? pattern.flags ?? '').replace(/[^ims]/g, ''));
  return anyValue(values, (value) => typeof value === 'string' && expression.test(value));
}

/** A value fits, or an item of it where it is an array. */
function anyValue(values, test) {
  return values.some((value) => test(value) || (Array.isArray(value) && value.some(test)));
}

function ordered(test) {
  return (values, wanted) =>
    anyValue(values, (value) => kindOf(value) === kindOf(wanted) && test(compare(value, wanted)));
}

function hasOperators(condition) {
  return Object.keys(condition).some((key) => key.startsWith('$'));
}
