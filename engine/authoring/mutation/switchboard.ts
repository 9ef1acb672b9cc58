import { formatPlace, type Instrument, type Place } from '../../contract/index.ts';

/** Lets the text of one expression of a contract stand in for its own, while something runs. */
export class Switchboard {
  #place = '';
  #text: string | undefined;

  /** To read the contract with. */
  readonly instrument: Instrument = ({ place }) => {
    const own = formatPlace(place);
    return { standIn: () => (this.#text !== undefined && this.#place === own ? this.#text : undefined) };
  };

  /** Runs `work` with another text for the expression at a place. */
  with<T>(place: Place, text: string, work: () => T): T {
    this.#place = formatPlace(place);
    this.#text = text;
    try {
      return work();
    } finally {
      this.#text = undefined;
    }
  }
}
