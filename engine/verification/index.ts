export { type Duplicate, findDuplicates, type RepeatedDrawer, type RepeatedElement } from './duplicates.ts';
export { firstDifference, type Mismatch, type Verification, type VerifyRequest, verify } from './verify.ts';
