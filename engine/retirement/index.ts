export { type DeprecateRequest, deprecate, type Retired } from './deprecate.ts';
export type { Gate, GateName } from './gates.ts';
export { RETURN_DAYS, retiredCollections, retiredName } from './names.ts';
export {
  listRetirements,
  type RetiredCollection,
  type Retirement,
  type RetirementEvent,
  type RetirementState,
  returnableUntil,
} from './record.ts';
export { type RetirementCode, RetirementRefused } from './refused.ts';
export { dropRetired, type RetiredRequest, undeprecate } from './undeprecate.ts';
