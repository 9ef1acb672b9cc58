const FIRST_SIZE = 1 << 10;
const KEPT_SIZE = 1 << 16;

/**
 * The keys of the documents of one walk, to find a key twice in one document without making texts of them:
 * an open hash table of key positions, each entry belonging to one document of the walk.
 */
export class KeySet {
  #mask = FIRST_SIZE - 1;
  #owners = new Int32Array(FIRST_SIZE);
  #hashes = new Int32Array(FIRST_SIZE);
  #positions = new Int32Array(FIRST_SIZE);
  #used = 0;
  #first = 1;
  #document = 0;

  /** Begins another walk; earlier entries are forgotten. */
  start(): void {
    if (this.#mask >= KEPT_SIZE || this.#document > 0x3fffffff) {
      this.#allocate(FIRST_SIZE);
      this.#document = 0;
    }
    this.#first = this.#document + 1;
    this.#used = 0;
  }

  /**
   * A number for the next document of the walk. The hashes of its keys begin with it and are one-to-one in it (FNV-1a
   * only xors and multiplies by an odd number), so that a key of two documents has two hashes.
   */
  open(): number {
    this.#document += 1;
    return this.#document;
  }

  /** Adds a key of a document; true when it was there. */
  add(bytes: Uint8Array, owner: number, hash: number, start: number, end: number): boolean {
    const owners = this.#owners;
    const mask = this.#mask;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (owners[slot]! >= this.#first) {
      if (this.#hashes[slot] === hash && sameKey(bytes, this.#positions[slot]!, start, end)) return true;
      slot = (slot + 1) & mask;
    }
    owners[slot] = owner;
    this.#hashes[slot] = hash;
    this.#positions[slot] = start;
    this.#used += 1;
    if (this.#used * 2 > mask) this.#grow();
    return false;
  }

  #allocate(size: number): void {
    this.#mask = size - 1;
    this.#owners = new Int32Array(size);
    this.#hashes = new Int32Array(size);
    this.#positions = new Int32Array(size);
  }

  #grow(): void {
    const owners = this.#owners;
    const hashes = this.#hashes;
    const positions = this.#positions;
    this.#allocate(owners.length * 2);
    for (let i = 0; i < owners.length; i++) {
      if (owners[i]! < this.#first) continue;
      const hash = hashes[i]!;
      let slot = (hash ^ (hash >>> 15)) & this.#mask;
      while (this.#owners[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#owners[slot] = owners[i]!;
      this.#hashes[slot] = hash;
      this.#positions[slot] = positions[i]!;
    }
  }
}

/** Whether the key at `a` equals the one from `start` to `end`, both closed by NUL. */
function sameKey(bytes: Uint8Array, a: number, start: number, end: number): boolean {
  for (let i = 0; i <= end - start; i++) if (bytes[a + i] !== bytes[start + i]) return false;
  return true;
}
