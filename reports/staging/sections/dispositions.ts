import type { Dispositions, EntityResult, StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount } from '../../format/index.ts';
import type { Catalogue } from '../../texts/index.ts';

const KINDS = [
  'migrated',
  'already_present',
  'superseded',
  'after_cutoff',
  'quarantined',
  'excluded',
] as const satisfies readonly (keyof Dispositions)[];

export interface DispositionRow {
  readonly title: string;
  readonly step: string;
  readonly collection: string;
  /** True for the row of the whole entity, false for one of its collections. */
  readonly whole: boolean;
  readonly total: string;
  readonly migrated: string;
  readonly alreadyPresent: string;
  readonly superseded: string;
  readonly afterCutoff: string;
  readonly quarantined: string;
  readonly excluded: string;
  /** Whether the conservation law holds in this row (I03). */
  readonly balance: string;
}

/** What became of every document: a row per collection, then one for the entity unless it would say the same. */
export function dispositionRows(result: StageResult, texts: Catalogue): readonly DispositionRow[] {
  return result.entities.flatMap((entity) => {
    const rows = Object.entries(entity.collections).map(([collection, counts]) =>
      row(entity, collection, false, counts, isBalanced(counts), texts),
    );
    if (rows.length === 1 && isSumOfCollections(entity)) return rows;
    const balanced = isBalanced(entity) && isSumOfCollections(entity);
    return [...rows, row(entity, texts.allCollections, true, entity, balanced, texts)];
  });
}

function isBalanced(counts: Dispositions): boolean {
  return KINDS.reduce((sum, kind) => sum + counts[kind], 0) === counts.total;
}

function isSumOfCollections(entity: EntityResult): boolean {
  const collections = Object.values(entity.collections);
  return (['total', ...KINDS] as const).every(
    (kind) => collections.reduce((sum, counts) => sum + counts[kind], 0) === entity[kind],
  );
}

function row(
  entity: EntityResult,
  collection: string,
  whole: boolean,
  counts: Dispositions,
  balanced: boolean,
  texts: Catalogue,
): DispositionRow {
  return {
    title: entity.title ?? entity.entity,
    step: entity.step,
    collection,
    whole,
    total: formatCount(counts.total),
    migrated: formatCount(counts.migrated),
    alreadyPresent: formatCount(counts.already_present),
    superseded: formatCount(counts.superseded),
    afterCutoff: formatCount(counts.after_cutoff),
    quarantined: formatCount(counts.quarantined),
    excluded: formatCount(counts.excluded),
    balance: balanced ? texts.balanced : texts.unbalanced,
  };
}
