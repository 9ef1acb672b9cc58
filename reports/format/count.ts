/** `15234` → `15,234`: counts as the manual writes them, in both languages. */
export function formatCount(value: number): string {
  return String(value).replace(/^-?\d+/, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** A text of digits as a count, any other text as it is. */
export function formatCountText(value: string): string {
  return /^\d{1,15}$/.test(value) ? formatCount(Number(value)) : value;
}

/** A match rate as the facts give it (already cut to two decimals, I14): `99.64` → `99.64%`; null stays null. */
export function formatPercent(percent: string | null): string | null {
  return percent === null ? null : `${percent}%`;
}
