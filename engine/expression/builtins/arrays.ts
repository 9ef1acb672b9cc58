import { raise } from '../error.ts';
import { callFunction } from '../functions/apply.ts';
import { isFunction } from '../functions/function-value.ts';
import { burn, checkText } from '../meter.ts';
import { deepEqual } from '../values/equality.ts';
import { mergeSort } from '../values/merge-sort.ts';
import { isArrayOfNumbers, isArrayOfTexts } from '../values/numeric.ts';
import { append, isSequence, sequence } from '../values/sequence.ts';
import { view } from '../values/view.ts';
import { builtin, builtinOf } from './define.ts';

type Items = readonly unknown[];

function sort(items: Items, comparator: ((left: unknown, right: unknown) => unknown) | undefined): Items {
  if (items.length <= 1) return items;
  if (comparator !== undefined) return mergeSort(items, (left, right) => isTrue(comparator(left, right)));
  if (!isArrayOfNumbers(items) && !isArrayOfTexts(items)) raise('D3070', undefined, { index: 1 });
  return mergeSort(items, isAfter);
}

/** What JavaScript takes for true, since JSONata hands the comparator's answer to it. */
function isTrue(answer: unknown): boolean {
  const seen = view(answer);
  return Array.isArray(seen) || (typeof seen === 'object' && seen !== null) ? true : Boolean(seen);
}

/** Whether the left item comes after the right one: dates as instants. */
function isAfter(left: unknown, right: unknown): boolean {
  if (left instanceof Date && right instanceof Date) return left.getTime() > right.getTime();
  return (view(left) as string | number) > (view(right) as string | number);
}

function shuffle(items: Items): Items {
  if (items.length <= 1) return items;
  const shuffled: unknown[] = [];
  items.forEach((item, index) => {
    const other = Math.floor(Math.random() * (index + 1));
    if (other !== index) shuffled[index] = shuffled[other];
    shuffled[other] = item;
  });
  return shuffled;
}

function distinct(value: unknown): unknown {
  if (!Array.isArray(value) || value.length <= 1) return value;
  const kept = isSequence(value) ? sequence() : [];
  const primitives = new Set<unknown>();
  for (const item of value) {
    burn(1);
    if (typeof item !== 'object' || item === null) {
      if (
        !primitives.has(item) &&
        !kept.some((known) => typeof known === 'object' && deepEqual(known, item))
      ) {
        kept.push(item);
      }
      primitives.add(item);
    } else if (!kept.some((known) => deepEqual(known, item))) {
      kept.push(item);
    }
  }
  return kept;
}

function zip(args: Items): unknown[] {
  const length =
    args.length === 0 ? Infinity : Math.min(...args.map((arg) => (Array.isArray(arg) ? arg.length : 0)));
  const rows: unknown[] = [];
  for (let index = 0; index < length && index < Number.MAX_SAFE_INTEGER; index++) {
    burn(args.length);
    rows.push(args.map((arg) => (arg as Items)[index]));
  }
  return rows;
}

function join(items: readonly (string | undefined)[], separator: string): string {
  let length = separator.length * Math.max(items.length - 1, 0);
  for (const item of items) length += item?.length ?? 0;
  checkText(length);
  return items.join(separator);
}

/** Built-ins on arrays that call no function of the expression, and `$sort`. */
export const arrays = [
  builtin('append', '<xx:a>', 'arg1 arg2', ([first, second]) => append(first, second)),
  builtinOf<Items>('reverse', '<a:a>', 'arr', (items) =>
    items.length <= 1 ? items : items.slice().reverse(),
  ),
  builtinOf<Items>('sort', '<af?:a>', 'arr comparator', (items, [comparator], call) => {
    if (comparator === undefined) return sort(items, undefined);
    if (!isFunction(comparator)) raise('T1006');
    const place = { position: call.position, token: 'sort' };
    return sort(items, (left, right) => callFunction(comparator, [left, right], call.run, place));
  }),
  builtinOf<Items>('shuffle', '<a:a>', 'arr', shuffle),
  builtinOf<unknown>('distinct', '<x:x>', 'arr', distinct),
  builtin('zip', '<a+>', '', (args) => zip(args)),
  builtinOf<readonly string[]>('join', '<a<s>s?:s>', 'strs separator', (items, [separator]) =>
    join(items, separator === undefined ? '' : (separator as string)),
  ),
];
