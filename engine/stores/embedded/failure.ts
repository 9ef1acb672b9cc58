import { StoreFailure, type StoreFailureCode } from '../port.ts';
import { isFull, lacksRoom } from './space.ts';

/** The system's number for an input/output error. */
const EIO = 5;

/** LMDB's and the system's error numbers that say what is wrong with the store; all others are `store.io`. */
const codes: Readonly<Record<number, StoreFailureCode>> = {
  27: 'store.full', // EFBIG
  28: 'store.full', // ENOSPC
  122: 'store.full', // EDQUOT
  [-30792]: 'store.full', // MDB_MAP_FULL
  [-30796]: 'store.damaged', // MDB_CORRUPTED
  [-30797]: 'store.damaged', // MDB_PAGE_NOTFOUND
  [-30793]: 'store.damaged', // MDB_INVALID
  [-30794]: 'store.foreign', // MDB_VERSION_MISMATCH
};

const hints: Partial<Record<StoreFailureCode, string>> = {
  'store.full': 'free space on the disk and run the command again; what was acknowledged is there',
  'store.damaged': 'the data file does not hold together; restore the folder from a copy',
};

/** Errors of LMDB and of the file system as a store's failure; everything else is a defect and stays what it is. */
export function failureOf(error: unknown, what: string, directory: string): unknown {
  if (error instanceof StoreFailure || !(error instanceof Error)) return error;
  const kind = kindOf(error, directory);
  if (kind === undefined) return error;
  return new StoreFailure(kind, `${what} failed: ${error.message}`, {
    place: directory,
    hint: hints[kind] ?? '',
    cause: error,
  });
}

function kindOf(error: Error, directory: string): StoreFailureCode | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException & { code?: unknown };
  if (typeof code === 'number') {
    if (code === EIO && lacksRoom(directory)) return 'store.full';
    return codes[code] ?? 'store.io';
  }
  if (syscall === undefined) return undefined;
  return isFull(error) ? 'store.full' : 'store.io';
}
