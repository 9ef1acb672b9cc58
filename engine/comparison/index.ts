export { applyChanges, type CanonicalForm, canonicalForm, formText } from './apply.ts';
export type { Bump } from './bump.ts';
export type { Change, ChangedPart, ChangeSide } from './change.ts';
export { type ComparedVersion, type Diff, diff } from './diff.ts';
export { type DiffSubject, diffJunit, diffSarif } from './formats.ts';
export * from './impact/index.ts';
export { type Level, levels, type Rule, rules } from './rules/index.ts';
export { type SealObjection, sealObjections } from './sealing.ts';
export { type Objections, objectionsTo, reaches } from './verdict.ts';
