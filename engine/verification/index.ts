export { type Duplicate, findDuplicates, type RepeatedDrawer, type RepeatedElement } from './duplicates.ts';
export { type LiveVerification, verifyLive } from './second-look.ts';
export { shownValue } from './shown-value.ts';
export { firstDifference, type Mismatch, type Verification, type VerifyRequest, verify } from './verify.ts';
