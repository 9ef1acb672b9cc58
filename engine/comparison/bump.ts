import type { Level } from './rules/index.ts';

/** What part of a version number goes up. */
export type Bump = 'major' | 'minor' | 'patch' | 'none';

const bumps: Readonly<Record<Level, Bump>> = {
  breaking: 'major',
  review: 'minor',
  compatible: 'patch',
  cosmetic: 'none',
};

/** The least bump that changes of this level ask for; nothing changed asks for none. */
export function bumpFor(worst: Level | undefined): Bump {
  return worst === undefined ? 'none' : bumps[worst];
}

/** What part goes up between two versions; undefined where the later is not the greater. */
export function bumpBetween(from: string, to: string): Bump | undefined {
  const [a, b] = [numbers(from), numbers(to)];
  if (a === undefined || b === undefined) return undefined;
  for (const [index, bump] of (['major', 'minor', 'patch'] as const).entries()) {
    const [old, now] = [a[index] ?? 0, b[index] ?? 0];
    if (now > old) return bump;
    if (now < old) return undefined;
  }
  return 'none';
}

const sizes: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** Whether a bump is at least as large as the one that is asked for. */
export function suffices(bump: Bump | undefined, needed: Bump): boolean {
  return bump !== undefined && sizes.indexOf(bump) >= sizes.indexOf(needed);
}

function numbers(version: string): readonly number[] | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match === null ? undefined : match.slice(1).map(Number);
}
