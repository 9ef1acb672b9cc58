/** Smallest, largest and sum of whole numbers that came; nothing before the first. */
export class Spread {
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  count = 0;
  total = 0;

  add(value: number): void {
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.count += 1;
    this.total += value;
  }

  /** Smallest and largest, or null when nothing came. */
  range(): { readonly min: number; readonly max: number } | null {
    return this.count === 0 ? null : { min: this.#min, max: this.#max };
  }
}
