import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const caseReference = defineRule({
  code: 'case.reference',
  severity: 'error',
  meaning: 'A case names a source that the contract does not have.',
  remedy: 'Correct the name.',
  check({ contract, cases, keyAt }, object) {
    const sources = contract.sources.map(({ name }) => name);
    for (const each of cases) {
      for (const { source, place } of each.given) {
        if (!sources.includes(source))
          object(place, `there is no source ${source}`, didYouMean(source, sources));
      }
      for (const part of ['dispositions', 'reasons', 'warnings', 'links'] as const) {
        for (const { source } of each.expect[part]) {
          if (sources.includes(source)) continue;
          object(
            keyAt(each.expect, part, source),
            `there is no source ${source}`,
            didYouMean(source, sources),
          );
        }
      }
    }
  },
});
