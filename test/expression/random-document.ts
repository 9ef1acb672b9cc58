import { ObjectId } from 'bson';
import type { Random } from './random.ts';

/** Field names that expressions and documents share; some are names that JavaScript or JSONata give a meaning. */
export const NAMES = ['a', 'b', 'c', 'd', 'n', 's', 'list', 'when', 'id', 'length'];
export const HOSTILE_NAMES = [
  '__proto__',
  'constructor',
  'sequence',
  'toString',
  'hasOwnProperty',
  'cons',
  'keepSingleton',
];

/** A nested document with nulls, empty and nested arrays, dates, ids and hostile keys. */
export function randomDocument(random: Random, depth = 3): Record<string, unknown> {
  const document: Record<string, unknown> = Object.create(null);
  const fields = random.below(5) + 1;
  for (let index = 0; index < fields; index++) {
    const name = random.chance(0.1) ? random.pick(HOSTILE_NAMES) : random.pick(NAMES);
    document[name] = randomValue(random, depth - 1);
  }
  return document;
}

export function randomValue(random: Random, depth: number): unknown {
  const kind = random.below(depth > 0 ? 16 : 10);
  if (kind < 10) return randomScalar(random, kind);
  if (kind < 13) return randomDocument(random, depth);
  const length = random.pick([0, 1, 1, 2, 3]);
  return Array.from({ length }, () => randomValue(random, depth - 1));
}

function randomScalar(random: Random, kind: number): unknown {
  switch (kind) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
    case 3:
      return random.pick([0, 1, 2, 3, -1, 0.5, 2.5, 1e21, -0, 1234.125]);
    case 4:
      return new Date(random.pick([0, 1700000000000, 1700000000001, 951782400000]));
    case 5:
      return new ObjectId(random.pick(['0123456789abcdef01234567', 'ffffffffffffffffffffffff']));
    default:
      return random.pick([
        '',
        'a',
        'b',
        'ab',
        'A b',
        ' x  y ',
        '1',
        '2.50',
        '0x10',
        'año',
        '😀',
        '2023-11-14',
        '%20',
        'a,b,c',
      ]);
  }
}
