import type { Change } from './change.ts';
import type { Diff } from './diff.ts';
import { type Level, levels } from './rules/index.ts';

/** Whether a change is of that level or a worse one, and nobody accepted it. */
export function reaches(change: Change, level: Level): boolean {
  return change.accepted === undefined && levels.indexOf(change.level) <= levels.indexOf(level);
}

/** Why a diff is objected to; empty when it is not. */
export interface Objections {
  /** Changes of the level that fails, or worse. */
  readonly failing: readonly Change[];
  /** The version number does not go up as far as the changes ask for. */
  readonly bump: boolean;
}

/** What a diff is objected to for: changes that fail, and a version number that is too close to the earlier one. */
export function objectionsTo(diff: Diff, failOn: Level | undefined): Objections {
  return {
    failing: failOn === undefined ? [] : diff.changes.filter((change) => reaches(change, failOn)),
    bump: !diff.bump.fits,
  };
}
