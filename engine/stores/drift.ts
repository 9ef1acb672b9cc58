import {
  type BsonValue,
  canonicalJson,
  compareText,
  fieldsOf,
  getField,
  isDocument,
  typeName,
} from '../bson/index.ts';
import type { CollectionInfo, StoreNotice } from './port.ts';

type Entries = readonly (readonly [string, BsonValue])[];

/** Fields of an index definition that say nothing about what it does. */
const silent = new Set(['v', 'ns', 'background', 'name']);

/** What mongod takes an option for where it is not given. */
const defaults: Readonly<Record<string, BsonValue>> = {
  validationLevel: 'strict',
  validationAction: 'error',
};

/**
 * How a collection that is there differs from what is asked of it (I55): indexes that are missing, extra or
 * different, a validator of which the same is true, and other options. What mongod adds by itself to indexes and validators is no difference: the
 * index on `_id` that every collection has, defaults, the other fields of a collation, another type of a number.
 */
export function collectionDrift(
  found: CollectionInfo,
  indexes: readonly BsonValue[],
  options: BsonValue | undefined,
  place: string,
): readonly StoreNotice[] {
  const notices: StoreNotice[] = [];
  const note = (code: string, message: string): void => {
    notices.push({ code, message, place });
  };
  const inherited = fieldOf(found.options, 'collation');
  const present = named(found.indexes ?? []);
  const wanted = named(indexes);
  for (const [name, index] of wanted) {
    const other = present.get(name);
    if (other === undefined) note('index.missing', `the index ${name} is missing`);
    else if (!isMeant(other, index, inherited))
      note('index.differs', `the index ${name} is defined otherwise`);
  }
  for (const name of present.keys()) {
    if (!wanted.has(name)) note('index.extra', `the index ${name} is not asked for`);
  }
  if (options === undefined) return notices;
  const [own, asked] = [partsOf(found.options ?? {}), partsOf(options)];
  if (meaningOf(own.filter(isApart)) !== meaningOf(asked.filter(isApart)))
    note('options.differ', 'the collection has other options');
  const has = own.some(isValidator);
  if (meaningOf(own.filter(isValidation)) === meaningOf(asked.filter(isValidation))) return notices;
  if (!asked.some(isValidator))
    note('validator.extra', 'the collection has a validator that is not asked for');
  else if (!has) note('validator.missing', 'the collection has no validator');
  else note('validator.differs', 'the validator of the collection says something else');
  return notices;
}

/** Options that belong to a validator. */
const validation = new Set(['validator', 'validationAction', 'validationLevel']);

function isValidation([name]: Entries[number]): boolean {
  return validation.has(name);
}

function isApart(entry: Entries[number]): boolean {
  return !isValidation(entry);
}

function isValidator([name]: Entries[number]): boolean {
  return name === 'validator';
}

/** Name of an index: its own, or the one mongod gives by default (`client_1`). */
export function indexName(index: BsonValue): string {
  if (!isDocument(index)) return canonicalJson(index);
  const name = getField(index, 'name');
  if (typeof name === 'string') return name;
  const key = getField(index, 'key');
  if (!isDocument(key)) return canonicalJson(index);
  const parts = Object.entries(fieldsOf(key)).map(
    ([field, direction]) => `${field}_${typeof direction === 'string' ? direction : directionOf(direction)}`,
  );
  return parts.join('_');
}

/** Direction of an index field as a number: 1 and 1.0 are the same; NaN for a text such as `hashed`. */
export function directionOf(direction: BsonValue): number {
  const type = typeName(direction);
  return type === 'int' || type === 'long' || type === 'double' ? Number(direction) : Number.NaN;
}

function named(indexes: readonly BsonValue[]): ReadonlyMap<string, BsonValue> {
  const entries = indexes.map((index): [string, BsonValue] => [indexName(index), index]);
  return new Map(entries.filter(([name]) => name !== '_id_'));
}

/** True if what mongod tells about an index is what was asked for. */
function isMeant(found: BsonValue, asked: BsonValue, inherited: BsonValue | undefined): boolean {
  const given = fieldOf(found, 'collation');
  if (!isSameCollation(given, fieldOf(asked, 'collation'), inherited)) return false;
  return meaningOf(partsOf(found, 'collation')) === meaningOf(partsOf(asked, 'collation'));
}

/** mongod tells every field of a collation, also those that were not given, and that of the collection in its indexes. */
function isSameCollation(
  found: BsonValue | undefined,
  asked: BsonValue | undefined,
  inherited: BsonValue | undefined,
): boolean {
  if (found === undefined || asked === undefined) {
    return (
      found === asked ||
      (asked === undefined && inherited !== undefined && isSameCollation(found, inherited, undefined))
    );
  }
  if (!isDocument(found) || !isDocument(asked)) return meaning(found) === meaning(asked);
  return Object.entries(fieldsOf(asked)).every(([name, value]) => {
    const other = getField(found, name);
    return other !== undefined && meaning(other) === meaning(value);
  });
}

/** The fields that count, the key of an index as a list since its order counts. */
function partsOf(document: BsonValue, apart = ''): Entries {
  if (!isDocument(document)) return [['', document]];
  const entries = Object.entries(fieldsOf(document)).filter(
    ([name, value]) => !silent.has(name) && name !== apart && defaults[name] !== value,
  );
  return entries.map(([name, value]) => {
    if (name === 'key' && isDocument(value)) return [name, Object.entries(fieldsOf(value)).flat()];
    return [name, value];
  });
}

/** A text that is the same for the same values, whatever the order of keys and the types of numbers. */
function meaning(value: BsonValue): string {
  if (Array.isArray(value)) return `[${value.map((one: BsonValue) => meaning(one)).join()}]`;
  if (isDocument(value)) return meaningOf(Object.entries(fieldsOf(value)));
  const number = directionOf(value);
  return Number.isSafeInteger(number) ? String(number) : canonicalJson(value);
}

function meaningOf(entries: Entries): string {
  const texts = entries.map(([name, value]): [string, string] => [name, meaning(value)]);
  texts.sort(([a], [b]) => compareText(a, b));
  return `{${texts.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`;
}

function fieldOf(value: BsonValue | undefined, name: string): BsonValue | undefined {
  return value !== undefined && isDocument(value) ? getField(value, name) : undefined;
}
