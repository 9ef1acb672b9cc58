import { Double, Long, ObjectId } from 'bson';
import { expect, test } from 'vitest';
import { idKey } from '../../engine/bson/index.ts';

test('ids are one where a server takes them as one', () => {
  const five = [5, new Double(5), Long.fromNumber(5)].map(idKey);
  expect(new Set(five).size).toBe(1);
  const hex = '0123456789abcdef01234567';
  expect(new Set([5, '5', 5.5, hex, new ObjectId(hex), null, true].map(idKey)).size).toBe(7);
});

test('documents are other ids with their keys in another order', () => {
  expect(idKey({ a: 1, b: 2 })).toBe(idKey({ a: 1, b: 2 }));
  expect(idKey({ a: 1, b: 2 })).not.toBe(idKey({ b: 2, a: 1 }));
});
