import { deserialize } from 'bson';
import fc from 'fast-check';
import { expect } from 'vitest';
import { BsonDocument, canonicalJson, encode, inspect } from '../../engine/bson/index.ts';
import { anyDocument } from './arbitrary.ts';

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
      expect(Buffer.from(encode(raw.fields())).equals(bytes.subarray(0, length))).toBe(true);
      readByPackage(bytes.subarray(0, length));
    }),
    { numRuns },
  );
  expect(sound).toBeGreaterThan(numRuns / 50);
}
