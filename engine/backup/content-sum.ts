import { createHash } from 'node:crypto';

const LIMBS = 8;
const LIMB = 2 ** 32;

/**
 * A digest of a collection that does not depend on the order of its documents: the sum of the documents' SHA-256,
 * modulo 2^256. A document that comes twice counts twice, so it tells multisets apart. It protects against accidents,
 * not against somebody who computes documents to fit.
 */
export class ContentSum {
  /** Most significant limb first. */
  readonly #limbs = new Uint32Array(LIMBS);

  /** Takes one document's bytes in. */
  add(document: Uint8Array): void {
    const hash = createHash('sha256').update(document).digest();
    let carry = 0;
    for (let at = LIMBS - 1; at >= 0; at -= 1) {
      const sum = (this.#limbs[at] ?? 0) + hash.readUInt32BE(at * 4) + carry;
      this.#limbs[at] = sum % LIMB;
      carry = sum >= LIMB ? 1 : 0;
    }
  }

  /** `sum256:` and 64 hex digits. */
  get text(): string {
    return `sum256:${[...this.#limbs].map((limb) => limb.toString(16).padStart(8, '0')).join('')}`;
  }
}
