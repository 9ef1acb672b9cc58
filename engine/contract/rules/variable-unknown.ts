import { functionsOf, variablesOf } from '../expressions/facts.ts';
import { helpers } from '../helpers/index.ts';
import { didYouMean } from '../suggest.ts';
import { type Setting, variables } from '../variables.ts';
import { builtins } from './builtins.ts';
import { defineRule } from './rule.ts';
import { type Use, usesOf } from './uses.ts';

export const variableUnknown = defineRule({
  code: 'variable.unknown',
  severity: 'error',
  meaning: 'An expression uses a variable that does not exist, or that has no value at this place.',
  remedy: 'Correct the name; the reference has a table of variables and where each may be used.',
  check({ contract }, object) {
    const functions = new Set([...contract.functions, ...helpers].map(({ name }) => name));
    for (const use of usesOf(contract)) {
      const allowed = allowedFor(use);
      const called = new Set(functionsOf(use.expression).map(({ name }) => name));
      for (const { name, position } of variablesOf(use.expression)) {
        if (allowed.has(name) || functions.has(name) || called.has(name) || builtins.has(name)) continue;
        const place = use.expression.placeOf(position);
        if (name === 'item' && ['exclude', 'refuse', 'warn'].includes(use.setting)) {
          object(place, '$item has a value only in a rule with for', 'for: [ … ]');
        } else if (Object.hasOwn(variables, name)) {
          object(place, `$${name} has no value ${where[use.setting]}`, `it is there ${places(name)}`);
        } else if (use.mapping?.let.some((each) => each.name === name)) {
          object(place, `$${name} is computed later than this`, 'put it first in let');
        } else object(place, `there is no variable $${name}`, didYouMean(name, [...allowed, ...functions]));
      }
    }
  },
});

function allowedFor(use: Use): ReadonlySet<string> {
  const own = Object.entries(variables).filter(([, settings]) => settings.includes(use.setting));
  const names = own.map(([name]) => name).filter((name) => name !== 'item' || use.item);
  return new Set([...names, ...use.lets]);
}

const where: Readonly<Record<Setting, string>> = {
  stored: 'in at or when, which are about the stored document',
  source: 'in a source',
  resolved: 'in against',
  client: 'in client.id, which has only $client',
  order: 'in order',
  let: 'in let',
  exclude: 'in exclude',
  refuse: 'in refuse',
  warn: 'in warn',
  field: 'in fields',
  link: 'in link',
  finish: 'in finish',
  function: 'in a function, which has only its arguments',
};

function places(name: string): string {
  const settings = variables[name] ?? [];
  return settings.map((setting) => where[setting].replace(/,.*/, '')).join(', ');
}
