export { collectionDrift, indexName } from './drift.ts';
export { type EmbeddedOptions, openEmbedded } from './embedded/index.ts';
export { currentHolder, provablyDead } from './holder.ts';
export { openSource, openTarget, parseStore, printableStore, type StoreAddress } from './open.ts';
export * from './port.ts';
