import { BsonDocument } from '../../engine/bson/index.ts';
import { compilePlan, loadContract, type Plan } from '../../engine/contract/index.ts';
import {
  type Gathered,
  Gathering,
  groupByClient,
  scanSources,
  wholePartition,
} from '../../engine/migration/index.ts';
import { currentHolder, openSource } from '../../engine/stores/index.ts';
import type { RunContext } from '../../engine/transform/index.ts';
import { edn360 } from './contracts.ts';

export const dump = 'fixtures/dump';
const cutoff = new Date('2025-02-01T00:00:00Z');

/** A run as commands have it, at a time that does not pass. */
export const context: RunContext = {
  run: { id: 'run', now: new Date('2026-01-01T00:00:00Z'), parameters: { DUAL_WRITE_START_AT: cutoff } },
  cutoff,
};

/** The shipped contract, compiled as a migration compiles it. */
export async function plainPlan(folder = edn360): Promise<Plan> {
  const { contract } = await loadContract(folder);
  if (contract === undefined) throw new Error('the contract does not load');
  return compilePlan(contract);
}

/** All clients of the shipped dump. */
export async function clientsOf(plan: Plan): Promise<readonly Gathered[]> {
  const gathering = new Gathering('/nonexistent', currentHolder('test'));
  const source = await openSource(dump);
  await scanSources(plan, source, gathering, wholePartition, context.run.now, () => {});
  await source.close();
  const clients: Gathered[] = [];
  for await (const bucket of gathering.buckets())
    clients.push(...groupByClient(plan, bucket, context.run.now).clients);
  return clients;
}

export const nothingStored = { drawer: undefined, image: undefined } as const;

/** The bytes as a document. */
export function documentOf(bytes: Uint8Array | undefined): BsonDocument {
  if (bytes === undefined) throw new Error('no drawer');
  return new BsonDocument(bytes);
}
