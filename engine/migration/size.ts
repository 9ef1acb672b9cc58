const MIB = 2 ** 20;

/** MongoDB stores no larger document. */
export const MAX_DOCUMENT_BYTES = 16 * MIB;

/** A drawer above this size is told as `drawer.large`: it can still be written, and is on its way to the limit (T23). */
export const LARGE_DRAWER_BYTES = 8 * MIB;

/** A drawer above this size is not written, and its documents are set aside: MongoDB stores 16 MiB at most (T23). */
export const MAX_DRAWER_BYTES = 15 * MIB;

/** The same for an image: what it is and what it was go into one record of the ledger. */
export const MAX_IMAGE_BYTES = 6.5 * MIB;

/** A record of the ledger is cut below this size, with room for what is not counted. */
export const LEDGER_RECORD_BYTES = 14 * MIB;

/** A legacy document above this size is not copied into its quarantine record: the ledger has to hold that as well. */
export const MAX_COPY_BYTES = 12 * MIB;
