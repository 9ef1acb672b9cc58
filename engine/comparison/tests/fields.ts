import { stableText } from '../../contract/index.ts';
import type { Edit } from '../pairing/index.ts';
import { entry, meanings } from './meanings.ts';

export function isOtherValue(edit: Edit): boolean {
  return differs(edit, 'value') || differs(edit, 'object');
}

export function isOtherDefault(edit: Edit): boolean {
  return differs(edit, 'default');
}

export function isOtherElse(edit: Edit): boolean {
  return differs(edit, 'else');
}

function differs(edit: Edit, part: string): boolean {
  const { old, now } = meanings(edit);
  return stableText(entry(old, part) ?? null) !== stableText(entry(now, part) ?? null);
}
