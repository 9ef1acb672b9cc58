import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BsonDocument, encode, fieldsOf, isDocument } from '../../engine/bson/index.ts';
import type { Plan } from '../../engine/contract/index.ts';
import { createDump, openSource } from '../../engine/stores/index.ts';
import { collections, type Dataset } from '../reference/index.ts';

export const cutoff = '2025-02-01T00:00:00Z';

/** Bytes of the text in each of the many follow-ups, which goes into the drawer twice. */
export const textBytes = 32 * 1024;

/** Clients by what becomes of their drawers, with how many follow-ups they have. */
export const heavy = {
  /** Just below what is written. */
  near: 232,
  /** Above it. */
  over: 250,
  /** Told, and written. */
  large: 140,
  /** Below all limits. */
  plain: 2,
} as const;
export type HeavyClient = keyof typeof heavy;

/** The shipped documents with some clients' follow-ups multiplied. Clients are picked from those that have some. */
export interface HeavyData {
  readonly dataset: Dataset;
  readonly clients: Readonly<Record<HeavyClient, string>>;
  /** One more follow-up of a client. */
  another(client: HeavyClient, at: number): Uint8Array;
}

export async function heavyData(plan: Plan, folder = 'fixtures/dump'): Promise<HeavyData> {
  const given = await documentsOf(plan, folder);
  const templates = new Map<string, BsonDocument>();
  const asked = new Set(given.nutrition_questionnaire_submissions.map((bytes) => clientOf(bytes)));
  for (const bytes of given.followup_submissions) {
    const document = new BsonDocument(bytes);
    const client = clientOf(bytes);
    const feedback = document.get('feedback');
    const flat =
      feedback !== undefined && isDocument(feedback) && 'comentarios_adicionales' in fieldsOf(feedback);
    const soon = document.get('submission_date');
    if (flat && asked.has(client) && soon instanceof Date && !templates.has(client))
      templates.set(client, document);
  }
  const names = Object.keys(heavy) as HeavyClient[];
  const chosen = [...templates].slice(0, names.length);
  const clients = Object.fromEntries(names.map((name, at) => [name, chosen[at]?.[0] ?? ''])) as Record<
    HeavyClient,
    string
  >;
  const another = (client: HeavyClient, at: number): Uint8Array =>
    multiplied(
      templates.get(clients[client]) as BsonDocument,
      `${client}-${String(at).padStart(4, '0')}`,
      at,
    );
  const more = names.flatMap((name) => Array.from({ length: heavy[name] }, (_, at) => another(name, at)));
  const dataset = { ...given, followup_submissions: [...given.followup_submissions, ...more] };
  return { dataset, clients, another };
}

/** Writes a dataset as a dump. */
export async function dumpOf(dataset: Dataset, parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = join(parent, 'legacy');
  const dump = await createDump(folder, { gzip: false });
  for (const name of collections) {
    const writer = await dump.collection({ name });
    await writer.write(dataset[name]);
    await writer.close();
  }
  await dump.finish();
  return folder;
}

function multiplied(template: BsonDocument, id: string, at: number): Uint8Array {
  const fields = template.fields();
  const { feedback } = fields;
  const inner = feedback !== undefined && isDocument(feedback) ? fieldsOf(feedback) : {};
  const text = `${id} `.padEnd(textBytes, 'muy largo, ');
  return encode({
    ...fields,
    _id: id,
    submission_date: new Date(Date.UTC(2024, 0, 1) + at * 3_600_000),
    feedback: { ...inner, comentarios_adicionales: text },
  });
}

function clientOf(bytes: Uint8Array): string {
  return String(new BsonDocument(bytes).get('user_id'));
}

async function documentsOf(plan: Plan, folder: string): Promise<Dataset> {
  const source = await openSource(folder);
  const found: Record<string, Uint8Array[]> = Object.fromEntries(collections.map((name) => [name, []]));
  for (const { collection } of plan.sources)
    for await (const batch of source.scan(collection))
      for (const { bytes } of batch) found[collection]?.push(Buffer.from(bytes));
  await source.close();
  return found as unknown as Dataset;
}
