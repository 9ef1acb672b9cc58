import {
  MongoAPIError,
  MongoError,
  MongoNetworkError,
  MongoServerError,
  MongoServerSelectionError,
} from 'mongodb';
import { StoreFailure, type StoreFailureCode } from '../port.ts';
import { withoutSecrets } from './address.ts';
import type { Connection } from './connection.ts';

/** What was being done, for messages: `reading a collection`, and with what. */
export interface Work {
  readonly what: string;
  readonly place: string;
}

/** How an error is met: by trying again after an outage or a conflict with others, or not at all. */
export type Remedy = 'outage' | 'conflict' | 'none';

/** The server or its network is not there for the moment (T25–T27). */
const outages: ReadonlySet<number> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  64, // WriteConcernFailed: not acknowledged in time
  89, // NetworkTimeout
  91, // ShutdownInProgress
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  262, // ExceededTimeLimit
  9001, // SocketException
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
]);

/** Somebody else was at the same place, or took the operation away. */
const conflicts: ReadonlySet<number> = new Set([
  24, // LockTimeout
  43, // CursorNotFound
  112, // WriteConflict
  117, // ConflictingOperationInProgress
  175, // QueryPlanKilled
  237, // CursorKilled
  246, // SnapshotUnavailable
  251, // NoSuchTransaction
  11601, // Interrupted: by an operator, or by who takes a lease over
]);

const denials: ReadonlySet<number> = new Set([11, 13, 18, 8000]);
const fullness: ReadonlySet<number> = new Set([14031]);
/** Numbers of errors that are told apart where they are met. */
export const badValue = 2;
export const duplicateKey = 11_000;
export const namespaceNotFound = 26;
export const namespaceExists = 48;
export const invalidNamespace = 73;
export const validationFailed = 121;
export const noTransactionsHere = 263;
export const tooLargeForCache = 388;

const hints: Partial<Record<StoreFailureCode, string>> = {
  'store.unreachable': 'check that the server runs and run the command again; what was acknowledged is there',
  'store.denied': 'check the user, its password and its roles on this database',
  'store.full':
    'free space on the disk of the server and run the command again; what was acknowledged is there',
};

/** Says whether it helps to try again. */
export function remedyOf(error: unknown): Remedy {
  if (!(error instanceof MongoError)) return 'none';
  if (error instanceof MongoServerSelectionError || error instanceof MongoNetworkError) return 'outage';
  if (!(error instanceof MongoServerError)) return 'none';
  if (outages.has(codeOf(error))) return 'outage';
  if (conflicts.has(codeOf(error)) || error.hasErrorLabel('TransientTransactionError')) return 'conflict';
  return error.hasErrorLabel('RetryableWriteError') ? 'outage' : 'none';
}

/** An error of the driver or the server as a store's failure; everything else is a defect and stays what it is. */
export function failureOf(
  error: unknown,
  { what, place }: Work,
  connection: Pick<Connection, 'secrets'>,
): unknown {
  // A wrong use of the driver is a defect of ours.
  if (!(error instanceof MongoError) || error instanceof MongoAPIError) return error;
  const code = failureCode(error);
  return new StoreFailure(code, `${what} failed: ${reasonOf(error, connection)}`, {
    place,
    hint: hints[code] ?? '',
  });
}

function failureCode(error: MongoError): StoreFailureCode {
  if (error instanceof MongoServerError) {
    if (denials.has(codeOf(error))) return 'store.denied';
    if (fullness.has(codeOf(error)) || /no space left|ENOSPC/i.test(error.message)) return 'store.full';
  }
  return remedyOf(error) === 'none' ? 'store.io' : 'store.unreachable';
}

/** Texts of the server may quote documents, so that of them only the kind of error is told. */
function reasonOf(error: MongoError, connection: Pick<Connection, 'secrets'>): string {
  if (error instanceof MongoServerError) return serverReason(error);
  return withoutSecrets(error.message, connection);
}

/** Kind and number of a server's error: `Unauthorized (13)`. */
export function serverReason(error: { readonly code?: unknown; readonly codeName?: unknown }): string {
  const { code, codeName } = error;
  if (codeName === undefined) return `the server says error ${code ?? 'without a code'}`;
  return `${codeName} (${code})`;
}

/** The number of a server's error. */
export function codeOf(error: MongoError): number {
  return typeof error.code === 'number' ? error.code : Number.NaN;
}

/** True for the server's refusal with one of these numbers. */
export function isServerError(error: unknown, ...numbers: readonly number[]): error is MongoServerError {
  return error instanceof MongoServerError && numbers.includes(codeOf(error));
}
