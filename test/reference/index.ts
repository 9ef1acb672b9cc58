export { type Collection, collections, type Disposition } from './document.ts';
export { encode } from './encode.ts';
export { compareBytes, extendedJson } from './extended-json.ts';
export type { Entity, Key, Match, Totals, Verdict } from './key.ts';
export { type Dataset, type Link, type Migration, migrate } from './migrate.ts';
export { type AfterRun, afterRun } from './rerun.ts';
export { splitDocuments } from './split-documents.ts';
export { decode, type Fields, type Value } from './value.ts';
