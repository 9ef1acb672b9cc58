/** How many buckets clients are spread over; a bucket is the unit of memory and of resume (design §6). */
export const BUCKETS = 256;

/** A share of all clients: partition `index` of `count`, counted from 1. */
export interface Partition {
  readonly index: number;
  readonly count: number;
}

export const wholePartition: Partition = Object.freeze({ index: 1, count: 1 });

/** 32-bit FNV-1a over the text's UTF-16 units: the same client goes the same way on every machine. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}

/** The bucket of a routing text (a client id, or the id of a document without client). */
export function bucketOf(text: string): number {
  return hashText(text) % BUCKETS;
}

/** True when the routing text belongs to the partition. Independent of the bucket, so that buckets stay even. */
export function inPartition(text: string, partition: Partition): boolean {
  return partition.count === 1 || (hashText(`${text}\n`) >>> 8) % partition.count === partition.index - 1;
}
