import { type Read, readsOf } from '../expressions/facts.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule, type Subject } from './rule.ts';
import { type Use, usesOf } from './uses.ts';

export const referenceUnknown = defineRule({
  code: 'reference.unknown',
  severity: 'error',
  meaning:
    'An expression asks `$legacy`, `$out`, `$run`, `$landed` or `$sound` for something that they do not hold.',
  remedy: 'Correct the name that follows the variable.',
  absence: true,
  check(subject, object) {
    for (const use of usesOf(subject.contract)) {
      for (const read of readsOf(use.expression)) {
        const names = namesFor(read, use, subject);
        const name = read.path[names?.depth ?? 0];
        if (names === undefined || name === undefined || names.known.includes(name)) continue;
        const what = `$${read.variable} has no ${name}`;
        const later = use.mapping?.outputs.some((output) => output.name === name) && read.variable === 'out';
        const hint = later ? 'outputs see only those above them' : didYouMean(name, names.known);
        object(use.expression.placeOf(read.position), what, hint ?? `it has ${names.known.join(', ')}`);
      }
    }
  },
});

interface Names {
  readonly known: readonly string[];
  readonly depth: number;
}

function namesFor({ variable }: Read, use: Use, { contract }: Subject): Names | undefined {
  switch (variable) {
    case 'legacy':
      return { known: contract.sources.map(({ name }) => name), depth: 0 };
    case 'out':
      return { known: use.outputs, depth: 0 };
    case 'run':
      return { known: ['id', 'now', 'parameters'], depth: 0 };
    case 'landed':
    case 'sound':
      return { known: ['id', 'date', 'rank', 'source', 'document'], depth: 1 };
    default:
      return undefined;
  }
}
