import { formOf, type TextForm } from './forms.ts';
import { hashOf } from './hash.ts';
import { shapeOf } from './shape.ts';

/** What is told of one text. */
export interface TextTraits {
  readonly form: TextForm;
  readonly shape: string;
  readonly shapeHash: number;
  readonly notNfc: boolean;
  readonly notNfd: boolean;
  readonly outerSpace: boolean;
  readonly oddCharacters: boolean;
}

const ascii = /^[\u0020-\u007e]*$/;
const outerSpace = /^\p{White_Space}|\p{White_Space}$/u;
/** White space other than the blank and line breaks, zero-width characters, controls. */
const oddCharacter = /[^\P{White_Space} \r\n]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[^\P{Cc}\r\n]/u;

/** Traits of texts that come again and again, such as the answers of a form; so many, none longer than that. */
const remembered = new Map<string, TextTraits>();
const most = 20_000;
const longest = 40;

/** Reads the traits of a text. */
export function traitsOf(text: string): TextTraits {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const traits = read(text);
  if (text.length <= longest) {
    if (remembered.size === most) remembered.clear();
    remembered.set(text, traits);
  }
  return traits;
}

function read(text: string): TextTraits {
  const form = formOf(text);
  const shape = shapeOf(text);
  const plain = ascii.test(text);
  return {
    form,
    shape,
    shapeHash: hashOf(shape),
    notNfc: !plain && text !== text.normalize('NFC'),
    notNfd: !plain && text !== text.normalize('NFD'),
    outerSpace: text !== '' && outerSpace.test(text),
    oddCharacters: !plain && oddCharacter.test(text),
  };
}
