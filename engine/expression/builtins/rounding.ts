/** Rounds to a number of decimals (negative: tens, hundreds…), halves to the even digit, without binary drift. */
export function roundTo(value: number, precision: number | undefined): number {
  const shifted = precision ? shift(value, precision) : value;
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = precision ? shift(rounded, -precision) : rounded;
  return Object.is(result, -0) ? 0 : result;
}

/** Moves the decimal point in the number's text, which is exact where a multiplication is not. */
function shift(value: number, places: number): number {
  const [digits, exponent] = value.toString().split('e');
  return Number(`${digits}e${exponent === undefined ? places : Number(exponent) + places}`);
}
