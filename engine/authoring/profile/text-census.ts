import { readDate } from '../../contract/index.ts';
import { formOf, type TextForm, textForms } from './forms.ts';
import { hashOf } from './hash.ts';
import { KeySample } from './key-sample.ts';
import { shapeOf } from './shape.ts';
import { Spread } from './spread.ts';

const ascii = /^[\u0020-\u007e]*$/;
const outerSpace = /^\p{White_Space}|\p{White_Space}$/u;
/** White space other than the blank and line breaks, zero-width characters, controls. */
const oddCharacter = /[^\P{White_Space} \r\n]|[\u200b-\u200f\u2060\ufeff]|[^\P{Cc}\r\n]/u;
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
    this.lengths.add(text.length);
    const form = formOf(text);
    this.forms.set(form, (this.forms.get(form) ?? 0) + 1);
    if (form === 'date_time_zone') this.#addMoment(text);
    const shape = shapeOf(text);
    const known = this.shapes.at(shape, hashOf(shape));
    if (known !== undefined) known.count += 1;
    if (!ascii.test(text)) {
      if (text !== text.normalize('NFC')) this.notNfc += 1;
      if (text !== text.normalize('NFD')) this.notNfd += 1;
      if (oddCharacter.test(text)) this.oddCharacters += 1;
    }
    if (form !== 'empty' && outerSpace.test(text)) this.outerSpace += 1;
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
