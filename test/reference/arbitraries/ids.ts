import { Binary, Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import type { Collection } from '../document.ts';

/** How the `_id` of a document looks; its number makes it unique in its collection. */
export type IdStyle = (number: number) => unknown;

const objectId = (number: number): ObjectId =>
  new ObjectId((0x65a0b1c2 + number).toString(16).padEnd(24, '0'));

/** Texts in an order that differs between UTF-8 and UTF-16, numbers as text, and every type that can be an id. */
const styles: readonly IdStyle[] = [
  (number) => `17${number}`,
  (number) => `😀${number}`,
  (number) => `～${number}`,
  (number) => `Z${number}`,
  (number) => objectId(number),
  (number) => new Int32(5000 + number),
  (number) => Long.fromNumber(9_000_000_000 + number),
  (number) => new Double(number + 0.5),
  (number) => new Map([['n', new Int32(number)]]),
  (number) => new Date(number),
  (number) => new Binary(Uint8Array.of(number)),
];

export const idStyles: fc.Arbitrary<IdStyle> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...styles.slice(0, 4)) },
  { weight: 2, arbitrary: fc.constantFrom(...styles.slice(4)) },
);

/** Picks a reference from the plans of the dataset, whose ids are known only when all are drawn. */
export type Reference = (plans: (collection: Collection) => readonly unknown[]) => unknown;

const references = fc
  .tuple(fc.constantFrom<Collection>('training_plans', 'nutrition_plans'), fc.nat({ max: 9 }), fc.boolean())
  .map(
    ([collection, number, asText]): Reference =>
      (plans) => {
        const ids = plans(collection);
        const id = ids[number % Math.max(1, ids.length)];
        return asText && isPlain(id) ? String(id) : id;
      },
  );

const isPlain = (id: unknown): boolean => id instanceof Int32 || id instanceof Long || id instanceof ObjectId;

/** A plan's id in one of its spellings, an id of nothing, or a blank. */
export const planReferences: fc.Arbitrary<Reference> = fc.oneof(
  { weight: 6, arbitrary: references },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        undefined,
        null,
        '',
        'ninguno',
        ' ',
        new ObjectId('0123456789abcdef01234567'),
        new Int32(1),
        Decimal128.fromString('1'),
        true,
        [],
      )
      .map(
        (value): Reference =>
          () =>
            value,
      ),
  },
);
