import { escapeXml, formatPlace } from '../../contract/index.ts';
import { shown } from '../shown.ts';
import { subjectOf } from './compare-case.ts';
import type { CaseResult, ExplainedDifference } from './test-cases.ts';

/** The results as JUnit XML: one suite per file, one test case per case. */
export function junitOf(contract: string, results: readonly CaseResult[]): string {
  const files = [...new Set(results.map(({ model }) => model.file))];
  const failed = (some: readonly CaseResult[]): number =>
    some.filter(({ outcome }) => outcome !== 'passed').length;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escapeXml(contract)}" tests="${results.length}" failures="${failed(results)}">`,
  ];
  for (const file of files) {
    const own = results.filter(({ model }) => model.file === file);
    lines.push(`  <testsuite name="${escapeXml(file)}" tests="${own.length}" failures="${failed(own)}">`);
    for (const result of own) lines.push(...caseLines(result));
    lines.push('  </testsuite>');
  }
  return `${[...lines, '</testsuites>'].join('\n')}\n`;
}

function caseLines({ model, outcome, differences }: CaseResult): readonly string[] {
  const { name, file, place } = model;
  const head = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(file)}" file="${escapeXml(file)}" line="${place.line}"`;
  if (outcome === 'passed') return [`${head}/>`];
  const message = outcome === 'unusable' ? 'the case cannot be run' : `${differences.length} not as expected`;
  const text = differences.map(lineOf).join('\n');
  return [
    `${head}>`,
    `      <failure message="${escapeXml(message)}">${escapeXml(text)}</failure>`,
    '    </testcase>',
  ];
}

function lineOf({ difference, explanation }: ExplainedDifference): string {
  const [want, got] =
    difference.kind === 'value' || difference.kind === 'link'
      ? [shown(difference.want), shown(difference.got)]
      : [difference.want, difference.got];
  const place = explanation?.place ?? difference.place;
  return `${subjectOf(difference)}: want ${want}, got ${got} (${formatPlace(place)})`;
}
