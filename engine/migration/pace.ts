import { setTimeout as wait } from 'node:timers/promises';

/** Keeps a run below so many documents a second, so that a live database has room for others. */
export class Pace {
  readonly #perSecond: number;
  readonly #start = performance.now();
  #documents = 0;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Waits until the documents written so far are due. */
  async after(documents: number): Promise<void> {
    this.#documents += documents;
    const due = this.#start + (this.#documents / this.#perSecond) * 1000;
    const early = due - performance.now();
    if (early > 1) await wait(early);
  }
}
