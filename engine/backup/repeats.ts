import { createHash } from 'node:crypto';

/** Ids that the first piece of memory has room for. */
const ROOM = 1 << 12;

/**
 * Finds ids that come more than once among very many, at eight bytes an id: ids that share a 64-bit hash are named
 * as suspects, to be looked at exactly in a second pass.
 */
export class RepeatFinder {
  #hashes = new BigUint64Array(ROOM);
  #count = 0;

  add(key: string): void {
    if (this.#count === this.#hashes.length) {
      const larger = new BigUint64Array(this.#hashes.length * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[this.#count] = hashOf(key);
    this.#count += 1;
  }

  /** Whether a key may have come more than once; undefined when none has. To be asked after all were added. */
  suspects(): ((key: string) => boolean) | undefined {
    const sorted = this.#hashes.subarray(0, this.#count).sort();
    const twice = new Set<bigint>();
    for (let at = 1; at < sorted.length; at += 1) {
      const hash = sorted[at];
      if (hash !== undefined && hash === sorted[at - 1]) twice.add(hash);
    }
    return twice.size === 0 ? undefined : (key) => twice.has(hashOf(key));
  }
}

function hashOf(key: string): bigint {
  return createHash('sha1').update(key).digest().readBigUInt64LE();
}
