import { BsonDocument, type BsonValue, encode, fieldsIn, type PlainDocument } from '../bson/index.ts';
import { complete, type Plan } from '../contract/index.ts';

/** A list of the drawer whose elements have a logical id. */
export interface ListShape {
  readonly path: readonly string[];
  readonly key: readonly string[];
}

/**
 * What a rollback has to know of the drawers that a run writes. It is kept with the run, so that a run can be rolled
 * back when its contract has changed or is gone.
 */
export interface DrawerShape {
  readonly collection: string;
  /** Where the drawer names its client: with `_id` that by which others find it. */
  readonly client: readonly string[];
  readonly lists: readonly ListShape[];
  /** Places that a run stamps whenever it changes something else (`$on: change`). */
  readonly stamps: readonly (readonly string[])[];
  /** What the schema alone puts into a drawer that nothing else is in. */
  readonly shell: PlainDocument;
}

/** The shape of the drawers that a contract writes. */
export function drawerShape(plan: Plan): DrawerShape {
  return {
    collection: plan.target.collection,
    client: plan.client.into,
    lists: plan.keyedLists.map(({ path, key }) => ({ path, key })),
    stamps: plan.finish.filter(({ onChange }) => onChange).map(({ path }) => path),
    shell: complete({}, plan.target.shell),
  };
}

/** The shape as it is kept in the record of a run; a field of a drawer has no dot in its name. */
export function encodeShape({ collection, client, lists, stamps, shell }: DrawerShape): PlainDocument {
  return {
    collection,
    client: client.join('.'),
    lists: lists.map(({ path, key }) => ({ path: path.join('.'), key: key.join('.') })),
    stamps: stamps.map((path) => path.join('.')),
    shell: new BsonDocument(encode(shell)),
  };
}

/** Reads it back. */
export function decodeShape(value: BsonValue | undefined): DrawerShape {
  const fields = fieldsIn(value);
  return {
    collection: String(fields.collection),
    client: pathOf(fields.client),
    lists: itemsOf(fields.lists).map((list) => {
      const { path, key } = fieldsIn(list);
      return { path: pathOf(path), key: pathOf(key) };
    }),
    stamps: itemsOf(fields.stamps).map(pathOf),
    shell: fieldsIn(fields.shell),
  };
}

function itemsOf(value: BsonValue | undefined): readonly BsonValue[] {
  return Array.isArray(value) ? value : [];
}

function pathOf(value: BsonValue | undefined): readonly string[] {
  return String(value).split('.');
}
