export type { DumpCollection } from './catalog.ts';
export { collectionOf, fileStem } from './collection-name.ts';
export type { Prelude } from './metadata.ts';
export { LARGEST_DOCUMENT } from './scan.ts';
export { type DumpOptions, DumpStore, openDump } from './store.ts';
export { type CollectionWriter, createDump, type DumpWriteOptions, type DumpWriter } from './writer.ts';
