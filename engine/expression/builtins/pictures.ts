import { ExpressionError, raise } from '../error.ts';
import { burn, noteOverflow } from '../meter.ts';
import { fieldsOf } from '../values/document.ts';
import { builtinOf } from './define.ts';
import { type LibraryFunction, library } from './library.ts';

/** Longest picture, and longest text read by one. */
const MOST = 256;

/** Runs a function of the package; its errors become ours, a picture it cannot work with U1006. */
export function runLibrary(run: LibraryFunction, args: readonly unknown[], environment?: unknown): unknown {
  burn(16);
  try {
    const result = run.apply({ environment }, [...args]);
    if (typeof result === 'number' && !Number.isFinite(result)) noteOverflow();
    return result;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string') throw new ExpressionError('U1006');
    throw new ExpressionError(code, { value: (error as { value?: unknown }).value });
  }
}

/** Refuses a picture, or a text read by one, that is longer than any sensible one. */
export function checkPicture(text: unknown): void {
  if (typeof text === 'string' && text.length > MOST) raise('U1003', MOST);
}

/** `$formatNumber`, `$formatInteger`, `$parseInteger`. */
export const pictures = [
  builtinOf<number>('formatNumber', '<n-so?:s>', 'value picture options', (value, [picture, options]) => {
    checkPicture(picture);
    const given = typeof options === 'object' && options !== null ? { ...fieldsOf(options) } : options;
    return runLibrary(library.formatNumber, [value, picture, given]);
  }),
  builtinOf<number>('formatInteger', '<n-s:s>', 'value picture', (value, [picture]) => {
    checkPicture(picture);
    return runLibrary(library.formatInteger, [value, picture]);
  }),
  builtinOf<string>('parseInteger', '<s-s:n>', 'value picture', (value, [picture]) => {
    checkPicture(picture);
    return runLibrary(library.parseInteger, [value, picture]);
  }),
];
