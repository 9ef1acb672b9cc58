import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPartition, type Partition } from '../../engine/migration/index.ts';
import { sharesOverlap } from '../../engine/stores/index.ts';

const partition = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.record({ index: fc.integer({ min: 1, max: count }), count: fc.constant(count) }));

test('leases of two partitions exclude each other just when a client may belong to both', () => {
  const clients = Array.from({ length: 4000 }, (_, at) => `${at}`);
  const members = new Map<string, ReadonlySet<string>>();
  const membersOf = (one: Partition): ReadonlySet<string> => {
    const name = `${one.index}/${one.count}`;
    const known = members.get(name) ?? new Set(clients.filter((client) => inPartition(client, one)));
    members.set(name, known);
    return known;
  };
  fc.assert(
    fc.property(partition, partition, (a, b) => {
      const common = [...membersOf(a)].some((client) => membersOf(b).has(client));
      expect(sharesOverlap(a, b)).toBe(common);
      expect(sharesOverlap(b, a)).toBe(common);
    }),
  );
});
