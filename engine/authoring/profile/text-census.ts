import { readDate } from '../../contract/index.ts';
import { type TextForm, textForms } from './forms.ts';
import { KeySample } from './key-sample.ts';
import { Spread } from './spread.ts';
import { traitsOf } from './text-traits.ts';

/** Shapes that are kept of one path. */
const shapes = 24;

/** What the texts of one path are like. */
export class TextCensus {
  readonly lengths = new Spread();
  readonly forms = new Map<TextForm, number>();
  readonly shapes = new KeySample<{ count: number }>(shapes, () => ({ count: 0 }));
  readonly moments = new Spread();
  notNfc = 0;
  notNfd = 0;
  outerSpace = 0;
  oddCharacters = 0;

  add(text: string): void {
    const traits = traitsOf(text);
    const { form, shape } = traits;
    this.lengths.add(text.length);
    this.forms.set(form, (this.forms.get(form) ?? 0) + 1);
    if (form === 'date_time_zone') this.#addMoment(text);
    const known = this.shapes.at(shape, traits.shapeHash);
    if (known !== undefined) known.count += 1;
    if (traits.notNfc) this.notNfc += 1;
    if (traits.notNfd) this.notNfd += 1;
    if (traits.outerSpace) this.outerSpace += 1;
    if (traits.oddCharacters) this.oddCharacters += 1;
  }

  /** Forms with their counts, in the order of the forms. */
  formCounts(): readonly { readonly form: TextForm; readonly count: number }[] {
    return textForms.flatMap((form) => {
      const count = this.forms.get(form);
      return count === undefined ? [] : [{ form, count }];
    });
  }

  /** How many texts have one of these forms. */
  countOf(forms: ReadonlySet<TextForm>): number {
    let sum = 0;
    for (const [form, count] of this.forms) if (forms.has(form)) sum += count;
    return sum;
  }

  #addMoment(text: string): void {
    const read = readDate(text);
    if ('date' in read) this.moments.add(read.date.getTime());
  }
}
