import {
  MongoAPIError,
  MongoError,
  MongoNetworkError,
  MongoOperationTimeoutError,
  MongoParseError,
  MongoServerSelectionError,
} from 'mongodb';
import { StoreFailure, type StoreFailureCode } from '../port.ts';

/** Server error codes that say what is wrong with the store; all others are `store.io`. */
const codes: Readonly<Record<number, StoreFailureCode>> = {
  13: 'store.denied', // Unauthorized
  18: 'store.denied', // AuthenticationFailed
  33: 'store.denied', // KeyNotFound of a user
  8000: 'store.denied', // AtlasError
  28: 'store.full', // ENOSPC as some engines tell it
  14031: 'store.full', // OutOfDiskSpace
  121: 'store.refused', // DocumentValidationFailure
  10334: 'store.refused', // BSONObjectTooLarge
  17280: 'store.refused', // KeyTooLong
};

/** Server error codes that pass: elections, shutdowns, conflicts, time limits. */
const passing: ReadonlySet<number> = new Set([
  6, 7, 24, 89, 91, 112, 134, 189, 246, 251, 262, 290, 9001, 10107, 11600, 11602, 13435, 13436,
]);

const hints: Partial<Record<StoreFailureCode, string>> = {
  'store.unreachable':
    'see that the server runs and can be reached, then run the command again; what was acknowledged is there',
  'store.denied': 'check the user, the password and the rights of the URI',
  'store.full': 'free space on the server and run the command again; what was acknowledged is there',
};

/** The code of a server's error, undefined for all others. */
export function codeOf(error: unknown): number | undefined {
  const code = error instanceof MongoError ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** True for an error that goes away when the same is tried again (T20–T26). */
export function passes(error: unknown): boolean {
  if (!(error instanceof MongoError)) return false;
  if (error instanceof MongoServerSelectionError) return false;
  if (error instanceof MongoNetworkError) return true;
  if (error.hasErrorLabel('TransientTransactionError') || error.hasErrorLabel('RetryableWriteError'))
    return true;
  return passing.has(codeOf(error) ?? 0);
}

/** Errors of the driver and the server as a store's failure; everything else is a defect and stays what it is. */
export function failureOf(error: unknown, what: string, place: string): unknown {
  if (error instanceof StoreFailure || !(error instanceof MongoError)) return error;
  const code = kindOf(error);
  if (code === undefined) return error;
  // Messages of servers may quote values and addresses: only what the code says is told.
  const reason = codeOf(error) === undefined ? error.name : `${error.name} ${codeOf(error)}`;
  return new StoreFailure(code, `${what} failed: ${reason}`, {
    place,
    hint: hints[code] ?? '',
    cause: error,
  });
}

function kindOf(error: MongoError): StoreFailureCode | undefined {
  const known = codes[codeOf(error) ?? 0];
  if (known !== undefined) return known;
  if (error instanceof MongoParseError) return 'store.missing';
  const away = [MongoNetworkError, MongoServerSelectionError, MongoOperationTimeoutError];
  if (away.some((kind) => error instanceof kind) || passes(error)) return 'store.unreachable';
  if (error instanceof MongoAPIError)
    return error.message.includes('closed') ? 'store.unreachable' : undefined;
  return 'store.io';
}
