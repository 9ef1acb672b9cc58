import type { Profile, Remark } from '../../../engine/authoring/index.ts';
import { formatCount } from '../../format/index.ts';
import type { ProfileTexts } from '../texts/index.ts';

/** One kind of remark: what it says, what to do about it, and where it is true. */
export interface RemarkGroup {
  readonly title: string;
  readonly advice: string;
  /** How many places, and in how many collections. */
  readonly places: string;
  readonly collections: string;
  readonly rows: readonly { readonly collection: string; readonly places: string }[];
}

/** *Qué mirar primero*: the remarks by kind and collection, each place with its count. */
export function remarkGroups({ remarks }: Profile, texts: ProfileTexts): readonly RemarkGroup[] {
  return grouped(remarks, ({ code }) => code).map(([code, all]) => {
    const rows = grouped(all, ({ collection }) => collection).map(([collection, own]) => ({
      collection: collection === '' ? texts.none : collection,
      places: own.map(placeText).join(' · '),
    }));
    const { title, advice } = texts.remarks[code];
    return { title, advice, places: formatCount(all.length), collections: formatCount(rows.length), rows };
  });
}

function placeText({ place, count }: Remark): string {
  return place === '' ? formatCount(count) : `${place}: ${formatCount(count)}`;
}

function grouped<K>(
  remarks: readonly Remark[],
  keyOf: (one: Remark) => K,
): readonly [K, readonly Remark[]][] {
  const groups = new Map<K, Remark[]>();
  for (const one of remarks) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups];
}
