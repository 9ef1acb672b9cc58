import { burn, noteOverflow } from '../meter.ts';
import { builtin, builtinOf } from './define.ts';

const numbers = (name: string, fold: (values: readonly number[]) => number | undefined) =>
  builtinOf<readonly number[]>(name, '<a<n>:n>', 'args', (values) => {
    burn(values.length >> 3);
    const result = fold(values);
    if (result !== undefined && !Number.isFinite(result)) noteOverflow();
    return result;
  });

function total(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** `$sum`, `$count`, `$max`, `$min`, `$average`. */
export const aggregation = [
  numbers('sum', total),
  builtin('count', '<a:n>', 'args', ([values]) => (values === undefined ? 0 : (values as unknown[]).length)),
  numbers('max', (values) =>
    values.length === 0 ? undefined : values.reduce((best, value) => Math.max(best, value), -Infinity),
  ),
  numbers('min', (values) =>
    values.length === 0 ? undefined : values.reduce((best, value) => Math.min(best, value), Infinity),
  ),
  numbers('average', (values) => (values.length === 0 ? undefined : total(values) / values.length)),
];
