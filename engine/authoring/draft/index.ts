export { type ContractFiles, type DraftRequest, draftContract } from './draft.ts';
