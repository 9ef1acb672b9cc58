/** The documents of a whole `.bson` file. Throws if the last one is cut. */
export function splitDocuments(bytes: Buffer): Uint8Array[] {
  const documents: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = at + bytes.readInt32LE(at);
    if (end > bytes.length) throw new Error(`document at ${at} ends at ${end} of ${bytes.length}`);
    documents.push(bytes.subarray(at, end));
    at = end;
  }
  return documents;
}
