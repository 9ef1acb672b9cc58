import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount } from '../../format/index.ts';
import { type Catalogue, codeText } from '../../texts/index.ts';
import { entityTitle } from '../titles.ts';

export interface WarningRow {
  readonly code: string;
  readonly entity: string;
  readonly collection: string;
  readonly count: string;
  readonly documents: string;
  readonly clients: string;
  readonly where: string;
  /** False when the rule is the engine's own or there are several, and `where` says so. */
  readonly placed: boolean;
  readonly meaning: string;
  readonly fix: string;
}

export interface PathRow {
  readonly collection: string;
  readonly path: string;
  readonly count: string;
}

/** Warnings by root cause; their documents were migrated. */
export function warningRows(result: StageResult, texts: Catalogue): readonly WarningRow[] {
  return result.warnings.map((group) => {
    const own = codeText(texts, group.code);
    return {
      code: group.code,
      entity: entityTitle(result, group.entity),
      collection: group.collection,
      count: formatCount(group.count),
      documents: formatCount(group.documents),
      clients: formatCount(group.clients),
      where: group.where ?? (own === null ? texts.severalRules : texts.engineRule),
      placed: group.where !== null,
      meaning: group.note ?? own?.meaning ?? texts.contractCode.meaning,
      fix: group.fix ?? own?.fix ?? texts.contractCode.fix,
    };
  });
}

/** Documents that the contract leaves out, by its reasons. */
export type ExclusionRow = Omit<WarningRow, 'count' | 'fix'>;

export function exclusionRows(result: StageResult, texts: Catalogue): readonly ExclusionRow[] {
  return result.excluded.map((group) => ({
    code: group.code,
    entity: entityTitle(result, group.entity),
    collection: group.collection,
    documents: formatCount(group.documents),
    clients: formatCount(group.clients),
    where: group.where ?? texts.engineRule,
    placed: group.where !== null,
    meaning: group.note ?? texts.contractCode.meaning,
  }));
}

/** Source fields that nothing of the contract reads (I27). */
export function unreadRows(result: StageResult): readonly PathRow[] {
  return result.unread.map(({ collection, path, count }) => ({
    collection,
    path,
    count: formatCount(count),
  }));
}

/** Places of the target that hold somebody else's values. */
export function conflictRows(result: StageResult): readonly Omit<PathRow, 'collection'>[] {
  return result.conflicts.map(({ path, count }) => ({ path, count: formatCount(count) }));
}
