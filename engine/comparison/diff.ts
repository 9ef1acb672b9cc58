import type { Contract } from '../contract/index.ts';
import { affectedBy, Consequences } from './affected.ts';
import { type Bump, bumpBetween, bumpFor, suffices } from './bump.ts';
import { type Change, changeOf } from './change.ts';
import { elementsOf } from './elements/index.ts';
import { type Edit, editsBetween } from './pairing/index.ts';
import { type Level, levels, type Rule, rules } from './rules/index.ts';

/** A version as a comparison names it. */
export interface ComparedVersion {
  readonly name: string;
  readonly version: string;
  readonly mapping: string;
  readonly policy: string;
}

/** What changed from one version of a contract to another. */
export interface Diff {
  readonly from: ComparedVersion;
  readonly to: ComparedVersion;
  /** The worst first; within a level in the order of the later version. */
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<Level, number>>;
  /** The level that decides the bump: the worst of the changes that nobody accepted. */
  readonly worst: Level | undefined;
  readonly bump: { readonly needed: Bump; readonly found: Bump | undefined; readonly fits: boolean };
}

/** Compares the meanings of two versions: the diff of a version with itself is empty. Pure. */
export function diff(from: Contract, to: Contract): Diff {
  const [before, after] = [elementsOf(from), elementsOf(to)];
  const [old, now] = [new Consequences(before), new Consequences(after)];
  const changes = editsBetween(before, after).map((edit) =>
    changeOf(edit, ruleFor(edit), affectedBy(edit, old, now), to.accepted),
  );
  const sorted = levels.flatMap((level) => changes.filter((change) => change.level === level));
  const deciding = changes.filter(({ accepted }) => accepted === undefined);
  const worst = levels.find((level) => deciding.some((change) => change.level === level));
  const [needed, found] = [bumpFor(worst), bumpBetween(from.version, to.version)];
  return {
    from: versionOf(from),
    to: versionOf(to),
    changes: sorted,
    counts: countsOf(changes),
    worst,
    bump: { needed, found, fits: suffices(found, needed) },
  };
}

/** The rule that an edit falls under; every kind of edit has one. */
export function ruleFor(edit: Edit): Rule {
  const rule = rules.find(
    (each) => each.of === edit.kind && each.edit === edit.edit && (each.when?.(edit) ?? true),
  );
  if (rule === undefined) throw new Error(`no rule for ${edit.kind} ${edit.edit}`);
  return rule;
}

function countsOf(changes: readonly Change[]): Readonly<Record<Level, number>> {
  const of = (level: Level): number => changes.filter((change) => change.level === level).length;
  return {
    breaking: of('breaking'),
    review: of('review'),
    compatible: of('compatible'),
    cosmetic: of('cosmetic'),
  };
}

function versionOf({ name, version, digests }: Contract): ComparedVersion {
  return { name, version, mapping: digests.mapping, policy: digests.policy };
}
