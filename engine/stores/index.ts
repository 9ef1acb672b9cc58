export { Databases, isStoreText, openDatabases } from './databases.ts';
export { collectionDrift, indexName } from './drift.ts';
export {
  type CollectionWriter,
  createDump,
  type DumpOptions,
  DumpStore,
  type DumpWriteOptions,
  type DumpWriter,
  fileStem,
  openDump,
} from './dump/index.ts';
export { type EmbeddedOptions, openEmbedded } from './embedded/index.ts';
export { currentHolder, provablyDead } from './holder.ts';
export { type MongoOptions, openMongo } from './mongodb/index.ts';
export { openSource, openTarget, parseStore, printableStore, type StoreAddress } from './open.ts';
export * from './port.ts';
export { type Share, sharesOverlap } from './share.ts';
export { underLease } from './under-lease.ts';
