import { raise } from '../error.ts';
import { noteOverflow } from '../meter.ts';
import { builtin, builtinOf } from './define.ts';
import { roundTo } from './rounding.ts';

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
/** JSONata's test for other radices; each alternative is anchored on one side only. */
const RADIX = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/;

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') {
    const decimal = DECIMAL.test(value) ? Number.parseFloat(value) : Number.NaN;
    if (Number.isFinite(decimal)) return decimal;
    if (!DECIMAL.test(value) && RADIX.test(value)) return noted(Number(value));
  }
  return raise('D3030', value, { index: 1 });
}

/** A result that may be infinity or NaN. */
function noted(value: number): number {
  if (!Number.isFinite(value)) noteOverflow();
  return value;
}

function power(base: number, exponent: number): number {
  const result = base ** exponent;
  return Number.isFinite(result) ? result : raise('D3061', base, { index: 1, exp: exponent });
}

function formatBase(value: number, radix: number | undefined): string {
  const base = radix === undefined ? 10 : (roundTo(radix, undefined) as number);
  if (base < 2 || base > 36) raise('D3100', base);
  return roundTo(value, undefined).toString(base);
}

/** Built-ins on single numbers. */
export const numbers = [
  builtinOf<unknown>('number', '<(nsb)-:n>', 'arg', toNumber),
  builtinOf<number>('floor', '<n-:n>', 'arg', Math.floor),
  builtinOf<number>('ceil', '<n-:n>', 'arg', Math.ceil),
  builtinOf<number>('round', '<n-n?:n>', 'arg precision', (value, [precision]) =>
    noted(roundTo(value, precision as number | undefined)),
  ),
  builtinOf<number>('abs', '<n-:n>', 'arg', Math.abs),
  builtinOf<number>('sqrt', '<n-:n>', 'arg', (value) =>
    value < 0 ? raise('D3060', value, { index: 1 }) : Math.sqrt(value),
  ),
  builtinOf<number>('power', '<n-n:n>', 'arg exp', (value, [exponent]) => power(value, exponent as number)),
  builtinOf<number>('formatBase', '<n-n?:s>', 'value radix', (value, [radix]) =>
    formatBase(value, radix as number | undefined),
  ),
  builtin('random', '<:n>', '', () => Math.random()),
];
