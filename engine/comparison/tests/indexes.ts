import type { Edit } from '../pairing/index.ts';
import { entry, meanings } from './meanings.ts';

export function isUnique(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(now ?? old, 'unique') === true;
}

export function isMadeUnique(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(old, 'unique') === false && entry(now, 'unique') === true;
}

export function isMadePlain(edit: Edit): boolean {
  const { old, now } = meanings(edit);
  return entry(old, 'unique') === true && entry(now, 'unique') === false;
}
