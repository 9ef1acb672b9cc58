import type { StageResult } from '../../../engine/rehearsal/result.ts';
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
 * The causes in their order. One that names a criterion (`criterion.<metric>`, or the metric alone) is told from the
 * criterion's own row; the message of any other is shown as it is.
 */
export function causeLines(result: StageResult, texts: Catalogue): readonly CauseLine[] {
  const criteria = criterionRows(result, texts);
  return result.causes.map(({ code, message }) => {
    const named = criteria.find(({ metric }) => code === metric || code === `criterion.${metric}`);
    if (named !== undefined) {
      const title =
        texts.causes[named.state === 'not_met' ? 'criterion.not_met' : 'criterion.not_applicable'];
      return line(title, `${named.title} ${named.value} (${fillIn(texts.threshold, named.threshold)})`);
    }
    const title = causeText(texts, code);
    return title === null && message === '' ? line(code, '') : line(title ?? '', message);
  });
}

function line(title: string, detail: string): CauseLine {
  return { titled: title !== '', title, detailed: detail !== '', detail };
}
