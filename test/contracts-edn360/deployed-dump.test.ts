import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'bson';
import { describe, expect, test } from 'vitest';
import { dispositions } from '../../engine/migration/index.ts';
import { drawerLines, planOf, withStaged } from '../rehearsal/staging.ts';

const dump = join(import.meta.dirname, '../../../shared/dumps/deployed/dump');
const present = existsSync(dump);
const cutoff = new Date('2025-11-24T13:16:00Z');

if (!present) console.log('skipped: the shared dumps are not beside this repository');

/* What the dump holds, read without the engine. */
interface Submission {
  readonly _id: string;
  readonly user_id: string;
  readonly responses?: Answers;
  readonly submitted_at?: Date;
  readonly created_at?: Date;
}
type Answers = Readonly<Record<string, unknown>>;

function documents<T>(database: string, collection: string): readonly T[] {
  const bytes = readFileSync(join(dump, database, `${collection}.bson`));
  const found: T[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at))
    found.push(deserialize(bytes.subarray(at, at + bytes.readInt32LE(at))) as T);
  return found;
}

interface Candidate {
  readonly user: string;
  readonly id: string;
  readonly source: string;
  readonly date: Date;
  readonly name: unknown;
  /** A copy counts only where there is no submission. */
  readonly copy: boolean;
  /** Of two alike the one that stands first. */
  readonly place: number;
}

/** Every questionnaire that the batch may choose, wherever it is kept. */
function candidates(): readonly Candidate[] {
  const found: Candidate[] = [];
  const early = (date: Date): boolean => date < cutoff;
  for (const one of documents<Submission>('edn360_web', 'nutrition_questionnaire_submissions')) {
    const date = one.submitted_at ?? one.created_at ?? new Date(Number.NaN);
    const answers = one.responses ?? (one as unknown as Answers);
    if (!early(date) || one._id === 'quest_sintetico_1') continue;
    const source = 'nutrition_questionnaire_submissions';
    const place = one.responses === undefined ? 1 : 0;
    found.push({
      user: one.user_id,
      id: one._id,
      source,
      date,
      name: answers.nombre_completo,
      copy: false,
      place,
    });
  }
  for (const one of documents<{
    _id: string;
    user_id: string;
    services: { shared_questionnaires: { submitted_at: Date; raw_payload: { responses: Answers } }[] };
  }>('edn360_app', 'client_drawers')) {
    const [first] = one.services.shared_questionnaires;
    if (first === undefined) continue;
    const name = first.raw_payload.responses.nombre_completo;
    const date = first.submitted_at;
    found.push({
      user: one.user_id,
      id: one._id,
      source: 'client_drawers',
      date,
      name,
      copy: false,
      place: 2,
    });
  }
  for (const one of documents<{
    _id: string;
    nutrition_plan?: { generated_at: Date; questionnaire_data?: Answers };
  }>('edn360_web', 'users')) {
    const plan = one.nutrition_plan;
    if (plan?.questionnaire_data === undefined || !early(plan.generated_at)) continue;
    const name = plan.questionnaire_data.nombre_completo;
    found.push({
      user: one._id,
      id: one._id,
      source: 'users.nutrition_plan',
      date: plan.generated_at,
      name,
      copy: true,
      place: 3,
    });
  }
  for (const one of documents<{
    _id: string;
    user_id: string;
    generated_at: Date;
    questionnaire_data: Answers & { responses?: Answers; submitted_at?: Date };
  }>('edn360_web', 'nutrition_plans')) {
    const data = one.questionnaire_data;
    const date = data.submitted_at ?? one.generated_at;
    if (!early(date)) continue;
    const name = (data.responses ?? data).nombre_completo;
    const source = 'nutrition_plans.questionnaire_data';
    found.push({ user: one.user_id, id: one._id, source, date, name, copy: true, place: 4 });
  }
  return found;
}

function before(a: Candidate, b: Candidate): number {
  const order = Number(a.copy) - Number(b.copy) || a.date.getTime() - b.date.getTime() || a.place - b.place;
  return order || (a.id < b.id ? -1 : 1);
}

/** Drawers by client, each with the questionnaire it is made of. */
function wanted(): Readonly<Record<string, object>> {
  const chosen = new Map<string, Candidate>();
  for (const one of [...candidates()].sort(before)) if (!chosen.has(one.user)) chosen.set(one.user, one);
  return Object.fromEntries(
    [...chosen].map(([user, { source, id, date, name }]) => [
      user,
      { source, id, date: date.getTime(), name },
    ]),
  );
}

describe.skipIf(!present && process.env.CI !== 'true')('the deployed system, as it is', () => {
  test('is migrated by 2.0.0, to the last document and with the questionnaires it should have', async () => {
    const plan = await planOf('contracts/edn360/2.0.0');
    const settings = { parameters: { DUAL_WRITE_START_AT: cutoff.toISOString() } };
    await withStaged(plan, dump, settings, async ({ result, accounts }, target) => {
      expect(result.causes).toEqual([]);
      expect(result.verdict).toBe('accepted');
      expect(result.unread).toEqual([]);
      const totals = Object.assign({}, ...result.entities.map(({ collections }) => collections)) as Record<
        string,
        Record<string, number>
      >;
      for (const [source, counts] of Object.entries(totals)) {
        const sum = dispositions.reduce((all, name) => all + (counts[name] ?? 0), 0);
        const read = result.source.collections.find((one) => one.source === source)?.documents;
        expect([source, sum]).toEqual([source, read]);
        expect([source, counts.total]).toEqual([source, read]);
      }
      const twice = accounts.map(({ source, id }) => `${source}/${id}`);
      expect(new Set(twice).size).toBe(twice.length);
      expect(new Set(result.source.collections.map(({ collection }) => collection)).size).toBe(8);
      expect(result.source.unused).toEqual(['web.generation_jobs']);

      const drawers = (await drawerLines(plan, target)).map((line) => JSON.parse(line));
      const found = drawers.map(({ user_id: user, profile, services }) => {
        const { origin, submitted_at: date } = services.shared.questionnaires.inicial;
        return [user, { ...origin, date: Number(date.$date.$numberLong), name: profile.nombre_completo }];
      });
      expect(Object.fromEntries(found)).toEqual(wanted());
    });
  });
});
