import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';

export const fillerSource = defineRule({
  code: 'filler.source',
  severity: 'error',
  meaning: '`fillers` names no source of its mapping, or leaves none to be chosen, or has elements to fill.',
  remedy: 'Name sources of `from`, and not all of them, in a mapping with `choose`.',
  check({ contract, at }, object) {
    for (const mapping of contract.mappings) {
      const { name, from, fillers, outputs } = mapping;
      for (const { source, place } of fillers)
        if (!from.includes(source))
          object(place, `${name} takes nothing from ${source}`, didYouMean(source, from));
      if (fillers.length === 0) continue;
      const place = at(mapping, 'fillers');
      if (outputs.some(({ many }) => many)) object(place, `${name} gives elements: none can fill another`);
      const chosen = from.filter((source) => !fillers.some((filler) => filler.source === source));
      if (chosen.length === 0) object(place, `${name} has no source left whose documents can be chosen`);
    }
  },
});
