import {
  type CaseCoverage,
  type CaseResult,
  type Covered,
  type ExplainedDifference,
  shown,
  subjectOf,
  valueJson,
} from '../engine/authoring/index.ts';
import { explanationJson, explanationLines, openly, placeText } from './explanation-display.ts';

/** What is said of a case that does not come out as it should. */
export function failureLines(
  directory: string,
  { model, outcome, differences }: CaseResult,
): readonly string[] {
  const head = `${placeText(directory, model.place)}: failed: ${model.name}`;
  if (outcome === 'unusable') return [head, '  its parameters are not what the contract takes', ''];
  return [head, ...differences.flatMap((each) => differenceLines(directory, each)), ''];
}

function differenceLines(directory: string, { difference, explanation }: ExplainedDifference): string[] {
  const [want, got] = endsOf(difference);
  const lines = [`  ${subjectOf(difference)}`, `    want    ${want}`, `    got     ${got}`];
  lines.push(`    case    ${placeText(directory, difference.place)}`);
  if ('where' in difference && difference.where !== undefined)
    lines.push(`    set aside by ${placeText(directory, difference.where)}`);
  if (explanation !== undefined)
    lines.push(...explanationLines(explanation, openly(directory)).map((line) => `  ${line}`));
  return lines;
}

function endsOf(difference: ExplainedDifference['difference']): readonly [string, string] {
  if (difference.kind === 'value' || difference.kind === 'link')
    return [shown(difference.want), shown(difference.got)];
  return [difference.want, difference.got];
}

/** What no case reaches, and how much they reach. */
export function coverageLines(directory: string, coverage: CaseCoverage): readonly string[] {
  return [
    ...coverage.unreached.map(
      ({ place, kind, what }) => `${placeText(directory, place)}: no case reaches this ${kind}: ${what}`,
    ),
    `expressions ${rateText(coverage.expressions)}, branches ${rateText(coverage.branches)}`,
  ];
}

function rateText({ reached, of }: Covered): string {
  return `${reached} of ${of}`;
}

/** The document of `--json`. */
export function testDocument(
  directory: string,
  cases: readonly CaseResult[],
  coverage: CaseCoverage,
  more: object,
): object {
  const count = (outcome: CaseResult['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length;
  return {
    command: 'test',
    directory,
    cases: cases.length,
    passed: count('passed'),
    failed: count('failed') + count('unusable'),
    failures: cases
      .filter(({ outcome }) => outcome !== 'passed')
      .map(({ model, outcome, differences }) => ({
        case: model.name,
        place: model.place,
        outcome,
        differences: differences.map((each) => differenceJson(directory, each)),
      })),
    coverage,
    ...more,
  };
}

function differenceJson(directory: string, { difference, explanation }: ExplainedDifference): object {
  const value = difference.kind === 'value' || difference.kind === 'link';
  return {
    kind: difference.kind,
    subject: subjectOf(difference),
    want: value ? valueJson(difference.want) : difference.want,
    got: value ? valueJson(difference.got) : difference.got,
    place: difference.place,
    explanation: explanation === undefined ? null : explanationJson(explanation, openly(directory), false),
  };
}
