import { variablesOf } from '../expressions/facts.ts';
import { sourcesOf } from './names.ts';
import { defineRule } from './rule.ts';
import { usesOf } from './uses.ts';

export const dateUndeclared = defineRule({
  code: 'date.undeclared',
  severity: 'error',
  meaning: 'A date is needed (`$date`, `cutoff: true`), but the source has no `date`.',
  remedy: 'Add `date` to the source.',
  check(subject, object) {
    for (const source of subject.contract.sources) {
      if (source.dates.length > 0 || !source.cutoff.apply) continue;
      object(subject.at(source, 'cutoff'), `${source.name} has a cutoff but no date to measure against it`);
    }
    for (const use of usesOf(subject.contract)) {
      if (use.mapping === undefined) continue;
      const dateless = sourcesOf(use, subject).find(({ dates }) => dates.length === 0);
      const [first] = variablesOf(use.expression).filter(({ name }) => name === 'date');
      if (dateless === undefined || first === undefined) continue;
      object(use.expression.placeOf(first.position), `the source ${dateless.name} has no date`);
    }
  },
});
