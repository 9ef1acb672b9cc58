/**
 * Whether the number that YAML's core schema reads from `source` stands for exactly what is written:
 * `1.10` does, `17620948311935071234`, `0.1000000000000000055` and `.inf` do not.
 */
export function isExactNumber(source: string, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (/^0[xo]/.test(source)) return BigInt(source) === BigInt(value);
  return sameDecimal(decimalOf(source), decimalOf(String(value)));
}

interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** Digits without leading or trailing zeros, and the power of ten of the last one. */
function decimalOf(text: string): Decimal {
  const [mantissa = '', power = '0'] = text.toLowerCase().replace(/^[-+]/, '').split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = (whole + fraction).replace(/^0+/, '');
  const short = digits.replace(/0+$/, '');
  return { digits: short, exponent: Number(power) - fraction.length + (digits.length - short.length) };
}

function sameDecimal(a: Decimal, b: Decimal): boolean {
  return a.digits === b.digits && (a.digits === '' || a.exponent === b.exponent);
}
