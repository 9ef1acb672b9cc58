import { raise } from '../error.ts';
import { checkText } from '../meter.ts';
import { builtinOf } from './define.ts';

/** A conversion that refuses malformed texts (D3140) and whose result can be up to `growth` times as long. */
const conversion = (name: string, convert: (text: string) => string, growth: number) =>
  builtinOf<string>(name, '<s-:s>', 'str', (text) => {
    checkText(text.length * growth);
    try {
      return convert(text);
    } catch {
      return raise('D3140', text, { functionName: name });
    }
  });

/** Base64 (of Latin-1 bytes, as in JSONata) and URL encoding. */
export const encoding = [
  conversion('base64encode', (text) => Buffer.from(text, 'latin1').toString('base64'), 2),
  conversion('base64decode', (text) => Buffer.from(text, 'base64').toString('latin1'), 1),
  conversion('encodeUrlComponent', encodeURIComponent, 9),
  conversion('encodeUrl', encodeURI, 9),
  conversion('decodeUrlComponent', decodeURIComponent, 1),
  conversion('decodeUrl', decodeURI, 1),
];
