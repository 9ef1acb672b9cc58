import { raise } from '../error.ts';
import { applyCallback, callFunction, type Place } from '../functions/apply.ts';
import { arityOf, type FunctionCall, isFunction } from '../functions/function-value.ts';
import { burn, checkLength } from '../meter.ts';
import { getField, keysOf, setField } from '../values/document.ts';
import { itemsOf, sequence } from '../values/sequence.ts';
import { truth } from '../values/truth.ts';
import { isDocument } from '../values/view.ts';
import { builtin, builtinOf } from './define.ts';

const placeOf = (call: FunctionCall, token: string): Place => ({ position: call.position, token });

function map(values: unknown, target: unknown, call: FunctionCall): unknown {
  const items = itemsOf(values);
  const results = sequence();
  const place = placeOf(call, 'map');
  for (let index = 0; index < items.length; index++) {
    const result = applyCallback(target, [items[index], index, values], call.run, place);
    if (result !== undefined) results.push(result);
  }
  checkLength(results.length);
  return results;
}

function filter(values: unknown, target: unknown, call: FunctionCall): unknown {
  const items = itemsOf(values);
  const kept = sequence();
  const place = placeOf(call, 'filter');
  for (let index = 0; index < items.length; index++) {
    if (truth(applyCallback(target, [items[index], index, values], call.run, place))) kept.push(items[index]);
  }
  return kept;
}

function single(values: unknown, target: unknown, call: FunctionCall): unknown {
  const items = itemsOf(values);
  const place = placeOf(call, 'single');
  let found: unknown[] | undefined;
  for (let index = 0; index < items.length; index++) {
    burn(1);
    const item = items[index];
    if (target !== undefined && !truth(applyCallback(target, [item, index, values], call.run, place)))
      continue;
    if (found !== undefined) raise('D3138', undefined, { index });
    found = [item];
  }
  return found === undefined ? raise('D3139') : found[0];
}

function reduce(values: unknown, target: unknown, initial: unknown, call: FunctionCall): unknown {
  if (!isFunction(target)) raise('T1006');
  const arity = arityOf(target);
  if (arity < 2) raise('D3050', undefined, { index: 1 });
  const items = itemsOf(values);
  const place = placeOf(call, 'reduce');
  let index = initial === undefined && items.length > 0 ? 1 : 0;
  let result = index === 1 ? items[0] : initial;
  for (; index < items.length; index++) {
    const args = [result, items[index], index, values].slice(0, Math.min(arity, 4));
    result = callFunction(target, args, call.run, place);
  }
  return result;
}

const entriesOf = (value: unknown): [string, unknown][] =>
  isDocument(value) ? keysOf(value).map((key) => [key, getField(value, key)]) : [];

function sift(value: unknown, target: unknown, call: FunctionCall): unknown {
  const kept: Record<string, unknown> = {};
  let any = false;
  for (const [key, entry] of entriesOf(value)) {
    if (!truth(applyCallback(target, [entry, key, value], call.run, placeOf(call, 'sift')))) continue;
    setField(kept, key, entry);
    any = true;
  }
  return any ? kept : undefined;
}

function each(value: unknown, target: unknown, call: FunctionCall): unknown {
  const results = sequence();
  for (const [key, entry] of entriesOf(value)) {
    const result = applyCallback(target, [entry, key, value], call.run, placeOf(call, 'each'));
    if (result !== undefined) results.push(result);
  }
  return results;
}

/** Built-ins that call a function of the expression. */
export const higherOrder = [
  builtinOf<unknown>('map', '<af>', 'arr func', (values, [target], call) => map(values, target, call)),
  builtinOf<unknown>('filter', '<af>', 'arr func', (values, [target], call) => filter(values, target, call)),
  builtinOf<unknown>('single', '<af?>', 'arr func', (values, [target], call) => single(values, target, call)),
  builtinOf<unknown>('reduce', '<afj?:j>', 'sequence func init', (values, [target, initial], call) =>
    reduce(values, target, initial, call),
  ),
  builtin('sift', '<o-f?:o>', 'arg func', ([value, target], call) => sift(value, target, call)),
  builtin('each', '<o-f:a>', 'obj func', ([value, target], call) => each(value, target, call)),
];
