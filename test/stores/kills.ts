import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { BsonDocument } from '../../engine/bson/index.ts';
import { openEmbedded } from '../../engine/stores/index.ts';
import { type Child, startChild } from './child.ts';

/** How often to kill how many processes that write at once, and the documents of one of their writes. */
export interface KillPlan {
  readonly directory: string;
  readonly kills: number;
  readonly writers: number;
  readonly size: number;
}

/**
 * Lets processes write batches and kills them at random moments, again and again on the same store. After each kill
 * everything that a process was told to be written is there, and of every other batch all or nothing.
 */
export async function killWriters(plan: KillPlan): Promise<{ readonly acknowledged: number }> {
  const { directory, kills, size } = plan;
  const writers = Array.from({ length: plan.writers }, (_, at) => ({ name: `w${at}`, next: 0 }));
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const children = writers.map(({ name, next }) =>
      startChild(['write', directory, name, String(next), String(size)]),
    );
    // Past its first batch, so that every round adds something.
    await Promise.all(children.map((child) => child.saying(2)));
    await Promise.all(children.map((child) => killLater(child)));
    const stored = await storedBatches(directory);
    for (const [at, writer] of writers.entries()) {
      const batches = saidBatches(children[at]!);
      acknowledged += batches.length;
      const last = batches.at(-1)!;
      const there = stored.get(writer.name) ?? { documents: [], counter: -1 };
      // The kill may have come between the write and its word.
      expect([last, last + 1]).toContain(there.counter);
      expect(there.documents).toEqual(Array.from({ length: there.counter + 1 }, () => size));
      writer.next = there.counter + 1;
    }
  }
  return { acknowledged };
}

async function killLater(child: Child): Promise<void> {
  await setTimeout(Math.random() * 250);
  await child.kill();
}

function saidBatches(child: Child): readonly number[] {
  const lines = child.said.slice(1) as { batch: number; conflicts: number }[];
  for (const { conflicts } of lines) expect(conflicts).toBe(0);
  return lines.map((line) => line.batch);
}

/** Per writer the documents of each of its batches, and the number of the last batch that its counter tells. */
async function storedBatches(
  directory: string,
): Promise<ReadonlyMap<string, { readonly documents: readonly number[]; readonly counter: number }>> {
  const store = await openEmbedded(directory, { create: false });
  const found = new Map<string, { documents: number[]; counter: number }>();
  const of = (writer: string) => {
    const known = found.get(writer) ?? { documents: [], counter: -1 };
    found.set(writer, known);
    return known;
  };
  for await (const batch of store.list('batches')) {
    for (const bytes of batch) {
      const document = new BsonDocument(bytes);
      const [head = '', number] = String(document.get('_id')).split('-');
      if (head === 'counter') {
        of(String(number)).counter = document.get('batch') as number;
        continue;
      }
      const { documents } = of(head);
      documents[Number(number)] = (documents[Number(number)] ?? 0) + 1;
    }
  }
  await store.close();
  return found;
}
