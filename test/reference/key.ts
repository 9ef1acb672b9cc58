import { type Collection, collections, type Disposition, type Source } from './document.ts';

/** What became of one document. */
export interface Verdict {
  readonly disposition: Disposition;
  readonly reason?: string;
  readonly warnings?: Readonly<Record<string, number>>;
}

export type Totals = Readonly<Record<'total' | Disposition, number>>;

export interface Match {
  readonly landed: number;
  readonly of: number;
  readonly percent: string | null;
}

export type Entity = 'questionnaires' | 'followups' | 'training-plans' | 'nutrition-plans';

/** The answers to a dataset, in the form of a `key.json`. */
export interface Key {
  readonly cutoff: string;
  readonly totals: Readonly<Record<Collection, Totals>>;
  readonly match: Readonly<Record<Entity, Match>>;
  readonly drawers: number;
  /** By collection and `_id` in canonical extended JSON. */
  readonly documents: Readonly<Record<Collection, Readonly<Record<string, Verdict>>>>;
}

const dispositions = [
  'migrated',
  'already_present',
  'superseded',
  'after_cutoff',
  'quarantined',
  'excluded',
] as const;

/** Counts what was decided. Throws if a document was left undecided or decided twice. */
export function keyOf(cutoff: string, sources: readonly Source[], drawers: number): Key {
  const each = <T>(make: (own: readonly Source[]) => T): Record<Collection, T> => {
    const entries = collections.map(
      (collection) =>
        [collection, make(sources.filter((source) => source.collection === collection))] as const,
    );
    return Object.fromEntries(entries) as Record<Collection, T>;
  };
  const totals = each(totalsOf);
  const match = (...of: readonly Collection[]): Match => matchOf(of.map((collection) => totals[collection]));
  return {
    cutoff,
    totals,
    match: {
      questionnaires: match('questionnaire_responses', 'nutrition_questionnaire_submissions'),
      followups: match('followup_submissions'),
      'training-plans': match('training_plans'),
      'nutrition-plans': match('nutrition_plans'),
    },
    drawers,
    documents: each((own) => Object.fromEntries(own.map((source) => [source.idJson, verdictOf(source)]))),
  };
}

function totalsOf(sources: readonly Source[]): Totals {
  const counts = dispositions.map(
    (disposition) =>
      [disposition, sources.filter((source) => source.disposition === disposition).length] as const,
  );
  return { total: sources.length, ...Object.fromEntries(counts) } as Totals;
}

/** Percent cut to two decimals, in whole numbers. */
function matchOf(totals: readonly Totals[]): Match {
  let landed = 0;
  let of = 0;
  for (const each of totals) {
    landed += each.migrated + each.already_present;
    of += each.migrated + each.already_present + each.quarantined;
  }
  if (of === 0) return { landed, of, percent: null };
  const hundredths = Math.floor((landed * 10_000) / of);
  return {
    landed,
    of,
    percent: `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`,
  };
}

function verdictOf(source: Source): Verdict {
  if (source.disposition === undefined) throw new Error(`${source.collection} ${source.idJson}: undecided`);
  const warnings = new Map<string, number>();
  for (const code of [...source.warnings].sort()) warnings.set(code, (warnings.get(code) ?? 0) + 1);
  return {
    disposition: source.disposition,
    ...(source.reason === undefined ? {} : { reason: source.reason }),
    ...(warnings.size === 0 ? {} : { warnings: Object.fromEntries(warnings) }),
  };
}
