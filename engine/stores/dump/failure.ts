import { StoreFailure, type StoreFailureCode } from '../port.ts';

const codes: Readonly<Record<string, StoreFailureCode>> = {
  ENOENT: 'store.missing',
  ENOSPC: 'store.full',
  EDQUOT: 'store.full',
  EFBIG: 'store.full',
};

/** An error of the file system as a store's failure; anything else is a defect and stays what it is. */
export function failureOf(error: unknown, what: string, place: string): unknown {
  if (error instanceof StoreFailure || !(error instanceof Error)) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new StoreFailure(codes[code] ?? 'store.io', `${what} failed: ${error.message}`, {
    place,
    cause: error,
  });
}

/** Runs work on the file system; its errors become a store's failures. */
export async function attempt<T>(what: string, place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error, what, place);
  }
}
