import type { Plain } from '../../contract/index.ts';
import type { Edit } from '../pairing/index.ts';
import { entry, meanings } from './meanings.ts';

/** A criterion that asks more than before, in the same way. */
export function isTighter(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return asksMore(old, now);
}

export function isLooser(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return asksMore(now, old);
}

export function isSmaller(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return typeof old === 'number' && typeof now === 'number' && now < old;
}

const gravity = ['off', 'warning', 'error', 'critical'];

export function isGraver(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return gravity.indexOf(String(now)) > gravity.indexOf(String(old));
}

function asksMore(less: Plain | undefined, more: Plain | undefined): boolean {
  const [low, high] = [entry(less, 'at_least'), entry(more, 'at_least')];
  if (typeof low === 'number' && typeof high === 'number') return high > low;
  const [loose, strict] = [entry(less, 'at_most'), entry(more, 'at_most')];
  return typeof loose === 'number' && typeof strict === 'number' && strict < loose;
}
