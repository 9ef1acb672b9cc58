export type { ProfiledStore, ProfileObserver } from './census.ts';
export type * from './facts.ts';
export { type TextForm, textForms } from './forms.ts';
export type { Distinct } from './key-sample.ts';
export { defaultLimits, type ProfileLimits } from './limits.ts';
export { type ProfileRequest, profile } from './profile.ts';
export { type RemarkCode, remarkCodes } from './remark-codes.ts';
export { nameStores } from './store-names.ts';
