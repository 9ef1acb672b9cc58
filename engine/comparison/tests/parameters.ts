import type { Edit } from '../pairing/index.ts';
import { entry, meanings } from './meanings.ts';

/** A run needs it to be given. */
export function isRequired(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(now ?? old, 'required') === true;
}

export function isRetyped(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(old, 'type') !== entry(now, 'type');
}

export function isMadeRequired(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(old, 'required') === false && entry(now, 'required') === true;
}

export function isMadeOptional(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(old, 'required') === true && entry(now, 'required') === false;
}
