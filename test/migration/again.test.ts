import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import {
  BsonDocument,
  type BsonValue,
  canonicalJson,
  type DraftDocument,
  encode,
  fieldsOf,
  isDocument,
} from '../../engine/bson/index.ts';
import { type Plan, readDate } from '../../engine/contract/index.ts';
import { cutoff, datasets } from '../reference/arbitraries.ts';
import type { Dataset } from '../reference/index.ts';
import { planOf } from '../rehearsal/staging.ts';
import { nothingHeld, shown, stageIn } from './simulated.ts';

const SEED = Number(process.env.SEED ?? 7);
const earlier = fc.constantFrom(
  '2024-12-20T00:00:00Z',
  '2025-01-20T00:00:00Z',
  '2025-01-31T00:00:00Z',
  '2025-01-31T23:59:59.999Z',
);

let plan: Plan;
beforeAll(async () => {
  plan = await planOf('contracts/edn360/1.0.0');
});

test('moving the cutoff on and back ends with the drawers of the later one (P8)', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(datasets({ clients: 3 }), earlier, ({ documents }, before) => {
      const fresh = nothingHeld();
      stageIn(fresh, plan, documents, cutoff, 'run-1');
      const moved = nothingHeld();
      stageIn(moved, plan, documents, before, 'run-1');
      stageIn(moved, plan, documents, cutoff, 'run-2');
      expect(shown(moved)).toEqual(shown(fresh));
      expect(stageIn(moved, plan, documents, before, 'run-3')).toBe(0);
      expect(shown(moved)).toEqual(shown(fresh));
    }),
    { numRuns: 250, seed: SEED },
  );
});

test('documents that come later end in the same drawers', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(datasets({ clients: 3 }), fc.infiniteStream(fc.boolean()), ({ documents }, coins) => {
      const some = Object.fromEntries(
        Object.entries(documents).map(([name, list]) => [name, list.filter(() => coins.next().value)]),
      ) as unknown as Dataset;
      const fresh = nothingHeld();
      stageIn(fresh, plan, documents, cutoff, 'run-1');
      const grown = nothingHeld();
      stageIn(grown, plan, some, cutoff, 'run-1');
      stageIn(grown, plan, documents, cutoff, 'run-2');
      expect(shown(grown)).toEqual(shown(fresh));
      expect(stageIn(grown, plan, documents, cutoff, 'run-3')).toBe(0);
      // A dump that has lost documents takes nothing away.
      const whole = new Set(elementsOf(shown(grown)));
      stageIn(grown, plan, some, cutoff, 'run-4');
      const left = elementsOf(shown(grown));
      for (const element of whole) expect(left).toContain(element);
    }),
    { numRuns: 250, seed: SEED },
  );
});

test('dates and cutoff shifted alike, clients named otherwise: the same drawers, shifted and renamed', {
  timeout: 120_000,
}, () => {
  const shift = 37 * 86_400_000;
  const later = new Date(Date.parse(cutoff) + shift).toISOString();
  fc.assert(
    fc.property(datasets({ clients: 3 }), ({ documents }) => {
      const plain = nothingHeld();
      stageIn(plain, plan, mapped(documents, 0, ''), cutoff, 'run-1');
      const moved = nothingHeld();
      stageIn(moved, plan, mapped(documents, shift, 'z'), later, 'run-1');
      const renamed = Object.entries(shown(moved)).map(([id, text]) => [
        id.replace('client_z', 'client_'),
        text
          .replaceAll('client_z', 'client_')
          .replace(/"user_id":"z/, '"user_id":"')
          .replace(/\{"\$date":\{"\$numberLong":"(-?\d+)"\}\}/g, (_, ms: string) =>
            dateText(Number(ms) - shift),
          ),
      ]);
      expect(Object.fromEntries(renamed)).toEqual(shown(plain));
    }),
    { numRuns: 150, seed: SEED },
  );
});

function dateText(milliseconds: number): string {
  return `{"$date":{"$numberLong":"${milliseconds}"}}`;
}

/** What is an id stays one: a date, or something that holds dates, becomes its text. */
const ids = new Set(['_id', 'previous_plan_id', 'snapshot_id', 'user_id']);

/** The dataset with every BSON date shifted, text dates as BSON dates, and text clients named after `prefix`. */
function mapped(documents: Dataset, shift: number, prefix: string): Dataset {
  const one = (bytes: Uint8Array): Uint8Array => {
    const draft = Object.fromEntries(
      Object.entries(new BsonDocument(bytes).fields()).map(([name, value]) => [
        name,
        name === 'user_id' && typeof value === 'string' && value.trim() === value && value !== ''
          ? prefix + value
          : ids.has(name)
            ? named(value)
            : shifted(value, shift),
      ]),
    );
    // Only clients that are plain texts can be renamed one to one.
    const { user_id: user } = draft;
    if (typeof user !== 'string' || user.trim() !== user || user === '') delete draft.user_id;
    return encode(draft);
  };
  return Object.fromEntries(
    Object.entries(documents).map(([name, list]) => [name, list.map(one)]),
  ) as unknown as Dataset;
}

function named(value: BsonValue): BsonValue {
  const text = canonicalJson(value);
  return text.includes('$date') ? text : value;
}

function shifted(value: BsonValue, by: number): BsonValue {
  if (value instanceof Date) return new Date(value.getTime() + by);
  if (Array.isArray(value)) return value.map((item) => shifted(item, by));
  if (typeof value === 'string') {
    const read = readDate(value);
    return 'date' in read ? new Date(read.date.getTime() + by) : value;
  }
  if (!isDocument(value)) return value;
  const draft: DraftDocument = Object.create(null);
  for (const [name, child] of Object.entries(fieldsOf(value))) draft[name] = shifted(child, by);
  return draft;
}

/** Logical ids of the followups, the plans and the snapshots' plans. */
function elementsOf(drawers: Readonly<Record<string, string>>): string[] {
  return Object.entries(drawers).flatMap(([id, text]) =>
    [...text.matchAll(/"(?:followup_id|plan_id|training_plan_id|nutrition_plan_id)":"(?:[^"\\]|\\.)*"/g)].map(
      ([found]) => `${id} ${found}`,
    ),
  );
}
