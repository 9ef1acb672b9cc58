import type { StageResult } from '../../../engine/rehearsal/index.ts';
import { type Catalogue, causeText, fillIn } from '../../texts/index.ts';
import { VERDICT_MARKS } from '../marks.ts';
import { criterionRows } from './criteria.ts';

export interface VerdictSection {
  readonly state: StageResult['verdict'];
  readonly mark: string;
  readonly label: string;
  readonly sentence: string;
}

/** Why the verdict is not `accepted`; at least one of the two texts is there. */
export interface CauseLine {
  readonly titled: boolean;
  readonly title: string;
  readonly detailed: boolean;
  readonly detail: string;
}

export function verdictSection(result: StageResult, texts: Catalogue): VerdictSection {
  const { label, sentence } = texts.verdicts[result.verdict];
  return { state: result.verdict, mark: VERDICT_MARKS[result.verdict], label, sentence };
}

/**
 * The causes in their order. Those that are unmet criteria are told from the criteria themselves, formatted as in
 * their table; of any other cause the message is shown as it is.
 */
export function causeLines(result: StageResult, texts: Catalogue): readonly CauseLine[] {
  const criteria = criterionRows(result, texts);
  return result.causes.map(({ code, message }, index) => {
    const criterion = criteria[criterionIndex(result, index)];
    const detail =
      criterion === undefined
        ? message
        : `${criterion.title} ${criterion.value} (${fillIn(texts.threshold, criterion.threshold)})`;
    const title = causeText(texts, code) ?? (detail === '' ? code : '');
    return { titled: title !== '', title, detailed: detail !== '', detail };
  });
}

/** Which criterion the n-th cause is: the causes of a state are its criteria, in order; −1 if they can't be paired. */
function criterionIndex({ causes, criteria }: StageResult, index: number): number {
  const code = causes[index]?.code;
  const state = code?.startsWith('criterion.') ? code.slice('criterion.'.length) : undefined;
  const same = causes.flatMap((cause, at) => (cause.code === code ? [at] : []));
  const places = criteria.flatMap((criterion, at) => (criterion.state === state ? [at] : []));
  return same.length === places.length ? (places[same.indexOf(index)] ?? -1) : -1;
}
