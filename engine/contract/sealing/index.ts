export { type Acceptance, readAccepted } from './accepted.ts';
export { type SealingCode, sealingCodes } from './codes.ts';
export { checkSeal, readSeal, type Seal, sealText } from './seal.ts';
