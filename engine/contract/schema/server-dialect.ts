import { follow, isJson, type Json, list, own } from './expand.ts';
import { jsonTypes, texts } from './lookup.ts';
import { pointerOf } from './pointer.ts';

/** A schema as a server takes it for a collection's validator. */
export interface ServerSchema {
  readonly schema: Json;
  /** JSON pointers to the keywords that cannot be said so: the server does not check them. */
  readonly omitted: readonly string[];
}

/** Keywords that restrict nothing. */
const silent: ReadonlySet<string> = new Set(
  '$schema $id $comment $defs title description examples default deprecated elementKey'.split(' '),
);

/** Keywords that both dialects have with one meaning, and whose value is no schema. */
const same: ReadonlySet<string> = new Set(
  'minProperties maxProperties minItems maxItems minLength maxLength bsonType'.split(' '),
);

/**
 * Translates a schema of a contract (JSON Schema 2020-12 with `bsonType`) into MongoDB's dialect, which is that of
 * draft 4 with `bsonType` and without `$ref`, `const` and what came later. What it cannot say is left out and listed,
 * and so is what could come out stricter there: what negates (`not`, `oneOf`, `if`), and what compares numbers that
 * are not int32. The server takes everything that the contract takes, and perhaps more; never less. References are
 * written out.
 */
export function serverSchema(root: Json): ServerSchema {
  const translated = translate(root, root, []);
  const properties = own(translated.schema, 'properties');
  const closed = own(translated.schema, 'additionalProperties') === false;
  // Every document of a server has one.
  const named = isJson(properties) && own(properties, '_id') !== undefined;
  const schema =
    closed && !named
      ? { ...translated.schema, properties: { _id: {}, ...(isJson(properties) ? properties : {}) } }
      : translated.schema;
  return { schema, omitted: [...new Set(translated.omitted)] };
}

type Path = readonly (string | number)[];

function translate(value: unknown, root: Json, path: Path): ServerSchema {
  if (value === false) return { schema: { not: {} }, omitted: [] };
  if (!isJson(value)) return { schema: {}, omitted: [] };
  const parts = Object.keys(value)
    .filter((keyword) => !silent.has(keyword))
    .map((keyword) => translateKeyword(value, keyword, root, path));
  return joined(parts);
}

/** All of these at once: as one schema where no keyword stands twice, else in an `allOf`. */
function joined(parts: readonly ServerSchema[]): ServerSchema {
  const schema: Record<string, unknown> = {};
  const others: Json[] = [];
  for (const part of parts) {
    const clash = Object.keys(part.schema).some((keyword) => Object.hasOwn(schema, keyword));
    if (clash) others.push(part.schema);
    else Object.assign(schema, part.schema);
  }
  const all = [...list(schema.allOf), ...others];
  return {
    schema: all.length === 0 ? schema : { ...schema, allOf: all },
    omitted: parts.flatMap(({ omitted }) => omitted),
  };
}

function translateKeyword(schema: Json, keyword: string, root: Json, path: Path): ServerSchema {
  const value = own(schema, keyword);
  const at = [...path, keyword];
  const said = (translation: Json, ...inner: readonly ServerSchema[]): ServerSchema => ({
    schema: translation,
    omitted: inner.flatMap(({ omitted }) => omitted),
  });
  const unsaid: ServerSchema = { schema: {}, omitted: [pointerOf(at)] };
  if (same.has(keyword)) return said({ [keyword]: value });
  switch (keyword) {
    case '$ref': {
      const target = typeof value === 'string' ? follow(root, value) : undefined;
      if (target === undefined) return unsaid;
      const inner = translate(target, root, at);
      return said({ allOf: [inner.schema] }, inner);
    }
    case 'type': {
      const types = texts(value).flatMap((name) => jsonTypes[name] ?? []);
      return said({ bsonType: types.length === 1 ? types[0] : types });
    }
    case 'const':
      return isScalar(value) ? said({ enum: [value] }) : unsaid;
    case 'enum':
      return list(value).every(isScalar) ? said({ enum: value }) : unsaid;
    case 'minimum':
    case 'maximum':
      return comparesInts(schema) ? said({ [keyword]: value }) : unsaid;
    case 'required':
      return list(value).length === 0 ? said({}) : said({ required: value });
    case 'exclusiveMinimum':
      return comparesInts(schema) ? said({ minimum: value, exclusiveMinimum: true }) : unsaid;
    case 'exclusiveMaximum':
      return comparesInts(schema) ? said({ maximum: value, exclusiveMaximum: true }) : unsaid;
    case 'multipleOf':
      return comparesInts(schema) && Number.isSafeInteger(value) ? said({ multipleOf: value }) : unsaid;
    case 'pattern':
      return isCommonPattern(value) ? said({ pattern: value }) : unsaid;
    case 'properties':
    case 'patternProperties':
      return translateNamed(keyword, value, root, at);
    case 'additionalProperties': {
      if (value === false && !arePatternsCommon(schema)) return unsaid;
      if (typeof value === 'boolean') return said({ additionalProperties: value });
      if (!arePatternsCommon(schema)) return unsaid;
      const inner = translate(value, root, at);
      return said({ additionalProperties: inner.schema }, inner);
    }
    case 'items': {
      // Beside `prefixItems` it is about what comes after.
      if (own(schema, 'prefixItems') !== undefined) return said({});
      const inner = translate(value, root, at);
      return said({ items: inner.schema }, inner);
    }
    case 'prefixItems': {
      const inner = list(value).map((item, index) => translate(item, root, [...at, index]));
      const rest = own(schema, 'items');
      const after = translate(rest, root, [...path, 'items']);
      const additional = rest === undefined ? {} : { additionalItems: rest === false ? false : after.schema };
      return said({ items: inner.map((one) => one.schema), ...additional }, ...inner, after);
    }
    case 'dependentRequired': {
      const entries = isJson(value)
        ? Object.entries(value).filter(([, names]) => list(names).length > 0)
        : [];
      return entries.length === 0 ? said({}) : said({ dependencies: Object.fromEntries(entries) });
    }
    case 'allOf':
    case 'anyOf': {
      const inner = list(value).map((item, index) => translate(item, root, [...at, index]));
      return said({ [keyword]: inner.map((one) => one.schema) }, ...inner);
    }
    default:
      return unsaid;
  }
}

function translateNamed(keyword: string, value: unknown, root: Json, at: Path): ServerSchema {
  const entries = isJson(value) ? Object.entries(value) : [];
  const kept: [string, Json][] = [];
  const omitted: string[] = [];
  for (const [name, child] of entries) {
    if (keyword === 'patternProperties' && !isCommonPattern(name)) {
      omitted.push(pointerOf([...at, name]));
      continue;
    }
    const inner = translate(child, root, [...at, name]);
    kept.push([name, inner.schema]);
    omitted.push(...inner.omitted);
  }
  return { schema: kept.length === 0 ? {} : { [keyword]: Object.fromEntries(kept) }, omitted };
}

/** Lists and objects are compared in another way there: the order of keys counts. */
function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Other numbers are wrapped here, and comparing keywords pass over what is wrapped. */
function comparesInts(schema: Json): boolean {
  return own(schema, 'bsonType') === 'int';
}

/**
 * True for a pattern that means the same to JavaScript and to PCRE: `^` at the start, then ASCII letters, digits, a few
 * signs, and classes of them with repetitions.
 */
function isCommonPattern(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\^?(?:(?:[A-Za-z0-9_ :@/-]|\\[d.-]|\[[A-Za-z0-9_-]+\])(?:[*+?]|\{\d+(?:,\d*)?\})?)*$/.test(value)
  );
}

function arePatternsCommon(schema: Json): boolean {
  const patterns = own(schema, 'patternProperties');
  return !isJson(patterns) || Object.keys(patterns).every(isCommonPattern);
}
