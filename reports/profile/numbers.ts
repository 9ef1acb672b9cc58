import type { Distinct, Range } from '../../engine/authoring/index.ts';
import { formatCount } from '../format/index.ts';
import { fillIn } from '../texts/index.ts';
import type { ProfileTexts } from './texts/index.ts';

/** A number of different things: `1,234`, or `≈ 1,234` when it is estimated. */
export function distinctText({ count, exact }: Distinct, texts: ProfileTexts): string {
  return exact ? formatCount(count) : fillIn(texts.about, formatCount(count));
}

/** `3`, `3–24`; whole numbers with their commas, others as they are. */
export function rangeText({ min, max }: Range<number>): string {
  return min === max ? numberText(min) : `${numberText(min)}–${numberText(max)}`;
}

function numberText(value: number): string {
  return Number.isSafeInteger(value) ? formatCount(value) : String(value);
}

/** `part` of `whole` in per cent, cut to two decimals: only all is 100.00%. */
export function shareText(part: number, whole: number, texts: ProfileTexts): string {
  if (whole === 0) return texts.none;
  const hundredths = Math.floor((part * 10_000) / whole);
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
}
