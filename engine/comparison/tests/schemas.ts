import type { Edit } from '../pairing/index.ts';
import { meanings } from './meanings.ts';

/** Of the drawer's schema, not of a source's. */
export function isOfDrawer({ before, after }: Edit): boolean {
  return (after[0] ?? before[0])?.key[0] === 'drawer';
}

/** A limit of which more is stricter (`minLength`) went up, or one of which less is (`maximum`) went down. */
export function isLimitNarrower(edit: Edit): boolean {
  return tightening(edit) > 0;
}

export function isLimitWider(edit: Edit): boolean {
  return tightening(edit) < 0;
}

function tightening(edit: Edit): number {
  const { old, now } = meanings(edit);
  if (typeof old !== 'number' || typeof now !== 'number') return 0;
  const keyword = (edit.after[0]?.key.at(-1) ?? '').toLowerCase();
  if (keyword.includes('min')) return now - old;
  return keyword.includes('max') ? old - now : 0;
}
