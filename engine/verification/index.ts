export {
  DuplicateRefused,
  type DuplicateRemoval,
  type RemovalRequest,
  type RemovedDuplicate,
  removeDuplicate,
} from './duplicate-removal.ts';
export {
  type Duplicate,
  findDuplicates,
  namesOf,
  type RepeatedDrawer,
  type RepeatedElement,
} from './duplicates.ts';
export { type LiveVerification, verifyLive } from './second-look.ts';
export { shownValue } from './shown-value.ts';
export { firstDifference, type Mismatch, type Verification, type VerifyRequest, verify } from './verify.ts';
