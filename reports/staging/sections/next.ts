import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { formatCount } from '../../format/index.ts';
import { type Catalogue, codeText, fillIn } from '../../texts/index.ts';
import { documentsPhrase } from '../titles.ts';
import { sortByWeight } from './quarantine.ts';

export interface NextStep {
  readonly number: string;
  readonly step: string;
}

/** What to do next, in order: correct and repeat from scratch (R065), or go on to the approval. */
export function nextSteps(result: StageResult, texts: Catalogue): readonly NextStep[] {
  return steps(result, texts).map((step, index) => ({ number: String(index + 1), step }));
}

function steps(result: StageResult, texts: Catalogue): readonly string[] {
  const findings = findingSteps(result, texts);
  switch (result.verdict) {
    case 'accepted':
      return [...findings, texts.next.keep, texts.next.approve];
    case 'rejected':
      return [texts.next.untouched, ...findings, texts.next.again, texts.next.until];
    case 'inconclusive':
      return [...findings, texts.next.inconclusive, texts.next.again];
  }
}

function findingSteps(result: StageResult, texts: Catalogue): readonly string[] {
  const { next } = texts;
  const found: string[] = [];
  const absent = result.source.collections.filter(({ present }) => !present);
  if (absent.length > 0) {
    found.push(fillIn(next.absent, absent.map(({ collection }) => collection).join(', ')));
  }
  if (result.critical_errors > 0) found.push(fillIn(next.critical, formatCount(result.critical_errors)));
  const [first] = sortByWeight(result.quarantine);
  if (first !== undefined) found.push(quarantineStep(result, texts, first));
  if (result.duplicates > 0) found.push(fillIn(next.duplicates, formatCount(result.duplicates)));
  const conflicts = result.conflicts.reduce((sum, { count }) => sum + count, 0);
  if (conflicts > 0) found.push(fillIn(next.conflicts, formatCount(conflicts)));
  const unequal = result.verification.different + result.verification.missing;
  if (unequal > 0) found.push(fillIn(next.different, formatCount(unequal)));
  return found;
}

function quarantineStep(
  result: StageResult,
  texts: Catalogue,
  first: StageResult['quarantine'][number],
): string {
  if (result.verdict === 'accepted') {
    const all = result.quarantine.reduce((sum, { count }) => sum + count, 0);
    return fillIn(texts.next.review, documentsPhrase(texts, all));
  }
  const title = codeText(texts, first.code)?.title ?? first.code;
  return fillIn(texts.next.quarantine, `${title} (${documentsPhrase(texts, first.count)})`);
}
