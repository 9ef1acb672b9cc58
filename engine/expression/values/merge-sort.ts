import { burn } from '../meter.ts';

/**
 * JSONata's merge sort: stable, splits in the middle, and asks only whether the left item comes after the right one.
 * The order in which pairs are compared is part of the language, since a comparison can fail.
 */
export function mergeSort<T>(items: readonly T[], comesAfter: (left: T, right: T) => boolean): T[] {
  if (items.length <= 1) return items.slice();
  const middle = items.length >> 1;
  const left = mergeSort(items.slice(0, middle), comesAfter);
  const right = mergeSort(items.slice(middle), comesAfter);
  const merged: T[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    burn(1);
    merged.push(comesAfter(left[l] as T, right[r] as T) ? (right[r++] as T) : (left[l++] as T));
  }
  while (l < left.length) merged.push(left[l++] as T);
  while (r < right.length) merged.push(right[r++] as T);
  return merged;
}
