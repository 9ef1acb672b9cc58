/** `landed / of` in whole numbers (I14). */
export interface Rate {
  readonly landed: number;
  readonly of: number;
}

/** The rate as text with two decimals, cut and never rounded, so that only all is 100.00; null of nothing. */
export function percentText({ landed, of }: Rate): string | null {
  if (of === 0) return null;
  const hundredths = (BigInt(landed) * 10_000n) / BigInt(of);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
}

/** Compares with a threshold in whole per cents by integers alone; `undefined` of nothing (I13). */
export function reaches({ landed, of }: Rate, threshold: number): boolean | undefined {
  if (of === 0) return undefined;
  return BigInt(landed) * 100n >= BigInt(threshold) * BigInt(of);
}

/** The same for a threshold that must not be passed; equal to it is within. */
export function keepsWithin({ landed, of }: Rate, threshold: number): boolean | undefined {
  if (of === 0) return undefined;
  return BigInt(landed) * 100n <= BigInt(threshold) * BigInt(of);
}
