export { type ClientId, canonicalClient } from './client-id.ts';
export { type DataCode, dataCodes, type Gravity, gravityOf } from './codes.ts';
export type { Dossier, DossierDocument, RunContext, RunFacts } from './dossier.ts';
export { attempt, DocumentEffects, newScope, run } from './evaluation.ts';
export { compareKeys, compareValues } from './order.ts';
export type { DocumentOutcome, Fate, Fault, Outcome, Part, Role, Warning } from './outcome.ts';
export { removeAt } from './removal.ts';
export { drawerIdOf, transform } from './transform.ts';
export { built, opened, setAt, valueAt } from './values.ts';
