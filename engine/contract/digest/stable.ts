import { createHash } from 'node:crypto';

/** Plain data: what a digest is taken of. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** JSON text with the keys of every object in order of their code units; −0 is not 0. */
export function stableText(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value as { readonly [key: string]: Plain });
    const sorted = entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${stableText(each)}`).join(',')}}`;
  }
  return Object.is(value, -0) ? '-0' : JSON.stringify(value);
}

/** A list whose order has no meaning: sorted. */
export function unordered(values: readonly Plain[]): readonly Plain[] {
  return values
    .map((value) => [stableText(value), value] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, value]) => value);
}

/** `sha256:…` of the data, with what it is a digest of and the version of the algorithm. */
export function digestOf(subject: string, value: Plain): string {
  const hash = createHash('sha256');
  hash.update(`drawer ${subject} digest ${algorithm}\n`);
  hash.update(stableText(value));
  return `sha256:${hash.digest('hex')}`;
}

/** Changes whenever the same contract would get another digest. */
export const algorithm = '1';
