/** A piece of what a client sends: the bytes, and the command whose message they belong to where that is known. */
export interface RequestPiece {
  readonly bytes: Buffer;
  readonly command: string | undefined;
  /** Whether a message begins with this piece. */
  readonly begins: boolean;
}

/** Where the body document of an OP_MSG begins: header of 16, flags of 4, kind of section of 1. */
const body = 21;
const opMsg = 2013;

/**
 * Cuts a client's bytes at the borders of messages of MongoDB's wire protocol, and reads from each the name of its
 * command: the first field of the body. Bytes are held back until that name is there.
 */
export function requestPieces(): (chunk: Buffer) => readonly RequestPiece[] {
  let held: Buffer = Buffer.alloc(0);
  let left = 0;
  let command: string | undefined;
  return (chunk) => {
    held = Buffer.concat([held, chunk]);
    const pieces: RequestPiece[] = [];
    while (held.length > 0) {
      const begins = left === 0;
      if (begins) {
        const head = readHead(held);
        if (head === undefined) break;
        left = head.length;
        command = head.command;
      }
      const bytes = held.subarray(0, left);
      pieces.push({ bytes, command, begins });
      held = held.subarray(bytes.length);
      left -= bytes.length;
    }
    return pieces;
  };
}

/** Length and command of the message at the start of `bytes`; nothing while there is too little of it. */
function readHead(bytes: Buffer): { readonly length: number; readonly command?: string } | undefined {
  if (bytes.length < 16) return undefined;
  const length = bytes.readInt32LE(0);
  if (bytes.readInt32LE(12) !== opMsg) return { length };
  // The body document: its length (4), the type of its first field (1), the name up to a zero byte.
  const name = body + 5;
  const end = bytes.indexOf(0, name);
  if (end >= 0 && end < length) return { length, command: bytes.toString('utf8', name, end) };
  return bytes.length < length ? undefined : { length };
}
