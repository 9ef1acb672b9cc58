import { deserialize } from 'bson';
import fc from 'fast-check';
import { expect } from 'vitest';
import { BsonDocument, canonicalJson, encode, inspect, type PlainDocument } from '../../engine/bson/index.ts';
import { anyDocument } from './arbitrary.ts';
import { SEED } from './seed.ts';

/** One change of a file that copying, disks or editors make. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat(), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant('length' as const), at: fc.nat(), by: fc.integer({ min: -5, max: 5 }) }),
);

function damaged(
  bytes: Buffer,
  changes: readonly (typeof change extends fc.Arbitrary<infer T> ? T : never)[],
): Buffer {
  let result = bytes;
  for (const each of changes) {
    const at = each.at % (result.length + 1);
    const [head, tail] = [result.subarray(0, at), result.subarray(at)];
    if (each.kind === 'insert') result = Buffer.concat([head, Buffer.from([each.byte]), tail]);
    else if (each.kind === 'remove') result = Buffer.concat([head, tail.subarray(each.count)]);
    else if (each.kind === 'set') result = Buffer.concat([head, Buffer.from([each.byte]), tail.subarray(1)]);
    else if (result.length >= 4) {
      result = Buffer.from(result);
      result.writeInt32LE(result.readInt32LE(0) + each.by, 0);
    }
  }
  return result;
}

function readByPackage(bytes: Uint8Array): void {
  try {
    deserialize(bytes, { promoteValues: false, bsonRegExp: true });
  } catch (error) {
    // It takes no letters for regex options but those it knows, which is no matter of structure.
    if (!(error as Error).message.startsWith('The regular expression option')) throw error;
  }
}

/** One inserted byte moves the elements of the array to the root, where `0` comes after other keys. */
const indexKeyLast: [PlainDocument, Parameters<typeof damaged>[1]] = [
  { '𐀀ࠀﬁ𝅘𝅥𝅮': new Date(0), 𐀀: [{}] },
  [{ kind: 'insert', at: 797_182_086, byte: 16 }],
];

/** A key that JS objects put before all others, in the order of numbers (T08). */
function isIndexKey(key: string): boolean {
  return /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
}

/**
 * The fields of a document, written again, are its bytes. Damage can bring integer-like keys behind others, an order
 * which no object of JS keeps: then each element is still there byte for byte, and nothing besides.
 */
function expectWritable(raw: BsonDocument): void {
  const bytes = Buffer.from(raw.bytes);
  const fields = raw.fields();
  const again = Buffer.from(encode(fields));
  if (!Object.keys(fields).some(isIndexKey)) {
    expect(again.equals(bytes)).toBe(true);
    return;
  }
  expect(again.length).toBe(bytes.length);
  for (const [key, value] of Object.entries(fields)) {
    const single: PlainDocument = Object.assign(Object.create(null), { [key]: value });
    expect(bytes.includes(Buffer.from(encode(single)).subarray(4, -1))).toBe(true);
  }
}

/** What `inspect` finds sound is read by us and by the `bson` package; what it does not ends nowhere else. */
export function checkDamage(numRuns: number): void {
  let sound = 0;
  fc.assert(
    fc.property(anyDocument, fc.array(change, { minLength: 1, maxLength: 3 }), (document, changes) => {
      const bytes = damaged(Buffer.from(encode(document)), changes);
      const { damage, length, faults } = inspect(bytes);
      for (const { offset } of [...faults, ...(damage === undefined ? [] : [damage])]) {
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(bytes.length);
      }
      if (damage !== undefined) return;
      sound += 1;
      const raw = new BsonDocument(bytes.subarray(0, length));
      canonicalJson(raw);
      if (faults.length > 0) return;
      expectWritable(raw);
      readByPackage(bytes.subarray(0, length));
    }),
    { numRuns, seed: SEED, examples: [indexKeyLast] },
  );
  expect(sound).toBeGreaterThan(numRuns / 50);
}
