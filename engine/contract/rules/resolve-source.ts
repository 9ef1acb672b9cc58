import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const resolveSource = defineRule({
  code: 'resolve.source',
  severity: 'error',
  meaning: '`resolve` names no source in which clients can be looked up.',
  remedy: 'Name another source, one whose documents name their clients themselves.',
  check({ contract, at }, object) {
    const names = contract.sources.map(({ name }) => name);
    for (const source of contract.sources) {
      const { resolve } = source;
      if (resolve === undefined) continue;
      const place = at(source, 'client', 'resolve');
      const other = contract.sources.find(({ name }) => name === resolve.source);
      if (other === undefined)
        object(place, `there is no source ${resolve.source}`, didYouMean(resolve.source, names));
      else if (other.resolve !== undefined)
        object(place, `${other.name} looks its clients up itself, in ${other.resolve.source}`);
    }
  },
});
