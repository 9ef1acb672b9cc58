export { type Impact, type ImpactRequest, measureImpact, type Touched } from './impact.ts';
export type { Subject } from './subject.ts';
export { type DataVerdict, type Disagreement, dataVerdict } from './verdict.ts';
