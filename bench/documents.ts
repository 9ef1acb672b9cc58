import type { Plan } from '../engine/contract/index.ts';
import { openSource } from '../engine/stores/index.ts';

/** Sound documents of one source of the plan, as bytes, at most `most` of them. */
export async function documentsOf(
  plan: Plan,
  dump: string,
  source: string,
  most: number,
): Promise<readonly Uint8Array[]> {
  const collection = plan.sources.find(({ name }) => name === source)?.collection ?? source;
  const store = await openSource(dump);
  const found: Uint8Array[] = [];
  try {
    for await (const batch of store.scan(collection)) {
      for (const { bytes, faults } of batch) {
        if (faults.length === 0 && found.length < most) found.push(new Uint8Array(bytes));
      }
    }
  } finally {
    await store.close();
  }
  return found;
}
