export { idMask, type ShowId } from './mask.ts';
export type * from './result.ts';
export { type StageObserver, type StageRequest, stage } from './stage.ts';
