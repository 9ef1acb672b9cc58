export { RecoveryRefused, type RecoveryRefusedCode } from './refused.ts';
export {
  type ReturnedCollection,
  type ReturnRequest,
  type ReturnResult,
  returnToBackup,
} from './return-to-backup.ts';
