import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const caseReference = defineRule({
  code: 'case.reference',
  severity: 'error',
  meaning: 'A case names a source that the contract does not have, or a document that it does not give.',
  remedy: 'Correct the name.',
  check({ contract, cases, at }, object) {
    const sources = contract.sources.map(({ name }) => name);
    for (const each of cases) {
      for (const { source, place } of each.given) {
        if (!sources.includes(source))
          object(place, `there is no source ${source}`, didYouMean(source, sources));
      }
      const { dispositions, reasons, warnings } = each.expect;
      for (const { source, place } of [...dispositions, ...reasons, ...warnings]) {
        if (!sources.includes(source))
          object(place, `there is no source ${source}`, didYouMean(source, sources));
      }
    }
    void at;
  },
});
