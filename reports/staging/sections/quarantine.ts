import type { QuarantineGroup, StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount } from '../../format/index.ts';
import { type Catalogue, codeText } from '../../texts/index.ts';
import { documentsPhrase, entityTitle } from '../titles.ts';

/** So many documents of a group are listed in Markdown; HTML and JSON have all. */
const LISTED = 50;
/** Up to so many, the list is unfolded in HTML from the start (and so in print). */
const UNFOLDED = 12;

export interface QuarantinedDocument {
  readonly id: string;
  readonly detailed: boolean;
  readonly detail: string;
}

export interface QuarantineEntry {
  readonly number: string;
  readonly code: string;
  readonly title: string;
  readonly critical: boolean;
  readonly severity: string;
  readonly entity: string;
  readonly collection: string;
  readonly count: string;
  readonly clients: string;
  /** `54 documentos`. */
  readonly documents: string;
  readonly where: string;
  /** False when the rule is the engine's own, and `where` says so. */
  readonly placed: boolean;
  readonly meaning: string;
  readonly fix: string;
  readonly ids: readonly QuarantinedDocument[];
  readonly listed: readonly QuarantinedDocument[];
  readonly cut: boolean;
  readonly rest: string;
  readonly unfolded: boolean;
}

/** *Errores y Correcciones* by root cause, critical ones first, then the most frequent (R058, I16). */
export function quarantineEntries(result: StageResult, texts: Catalogue): readonly QuarantineEntry[] {
  return sortByWeight(result.quarantine).map((group, index) => {
    const own = codeText(texts, group.code);
    const ids = group.documents.map(({ id, detail }) => ({
      id,
      detailed: detail !== null,
      detail: detail ?? '',
    }));
    return {
      number: String(index + 1),
      code: group.code,
      title: own?.title ?? group.code,
      critical: group.severity === 'critical',
      severity: texts.severities[group.severity],
      entity: entityTitle(result, group.entity),
      collection: group.collection,
      count: formatCount(group.count),
      clients: formatCount(group.clients),
      documents: documentsPhrase(texts, group.count),
      where: group.where ?? texts.engineRule,
      placed: group.where !== null,
      meaning: group.note ?? own?.meaning ?? texts.contractCode.meaning,
      fix: group.fix ?? own?.fix ?? texts.contractCode.fix,
      ids,
      listed: ids.slice(0, LISTED),
      cut: ids.length > LISTED,
      rest: formatCount(Math.max(ids.length - LISTED, 0)),
      unfolded: ids.length <= UNFOLDED,
    };
  });
}

export function sortByWeight(groups: readonly QuarantineGroup[]): readonly QuarantineGroup[] {
  const weight = (group: QuarantineGroup) => (group.severity === 'critical' ? 1 : 0);
  return [...groups].sort((a, b) => weight(b) - weight(a) || b.count - a.count);
}
