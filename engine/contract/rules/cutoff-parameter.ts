import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const cutoffParameter = defineRule({
  code: 'cutoff.parameter',
  severity: 'error',
  meaning: '`cutoff` names no parameter of type `date`, or is missing although a source has `cutoff: true`.',
  remedy: 'Declare a date parameter and name it in `cutoff`.',
  check({ contract, at }, object) {
    const { cutoff, parameters } = contract;
    if (cutoff === undefined) {
      const source = contract.sources.find((each) => each.cutoff.apply);
      if (source)
        object(
          at(source, 'cutoff'),
          `${source.name} has a cutoff, but the contract names no parameter for it`,
        );
      return;
    }
    const parameter = parameters.find(({ name }) => name === cutoff);
    const place = at(contract, 'cutoff');
    if (parameter === undefined) {
      const names = parameters.map(({ name }) => name);
      object(place, `there is no parameter ${cutoff}`, didYouMean(cutoff, names));
    } else if (parameter.type !== 'date')
      object(place, `the parameter ${cutoff} is no date but ${parameter.type}`);
  },
});
