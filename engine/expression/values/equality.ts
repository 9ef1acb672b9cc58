import { Decimal128, Long } from 'bson';
import { RawValue } from '../../bson/index.ts';
import { burn } from '../meter.ts';
import { getField, keysOf } from './document.ts';
import { isDocument, isWrappedNumber, view } from './view.ts';

/** JSONata's deep equality; BSON values by what they show, large numbers exactly, opaque values by their bytes. */
export function deepEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if ((typeof left !== 'object' || left === null) && (typeof right !== 'object' || right === null))
    return false;
  burn(1);
  if (Array.isArray(left) || Array.isArray(right)) return equalArrays(left, right);
  if (isDocument(left) || isDocument(right)) return equalDocuments(left, right);
  return equalScalars(left, right);
}

function equalArrays(left: unknown, right: unknown): boolean {
  if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (!deepEqual(left[index], right[index])) return false;
  }
  return true;
}

function equalDocuments(left: unknown, right: unknown): boolean {
  if (!isDocument(left) || !isDocument(right)) return false;
  const leftKeys = keysOf(left).sort();
  const rightKeys = keysOf(right).sort();
  if (leftKeys.length !== rightKeys.length) return false;
  if (leftKeys.some((key, index) => key !== rightKeys[index])) return false;
  return leftKeys.every((key) => deepEqual(getField(left, key), getField(right, key)));
}

function equalScalars(left: unknown, right: unknown): boolean {
  if (left instanceof RawValue || right instanceof RawValue) {
    return left instanceof RawValue && right instanceof RawValue && equalRaw(left, right);
  }
  if (isNumber(left) && isNumber(right)) return equalNumbers(left, right);
  if (isNumber(left) || isNumber(right)) return false;
  if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
  return view(left) === view(right);
}

function equalRaw(left: RawValue, right: RawValue): boolean {
  return (
    left.type === right.type &&
    left.bytes.length === right.bytes.length &&
    left.bytes.every((byte, index) => byte === right.bytes[index])
  );
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || isWrappedNumber(value);
}

function equalNumbers(left: unknown, right: unknown): boolean {
  if (left instanceof Decimal128 || right instanceof Decimal128)
    return decimalText(left) === decimalText(right);
  if (left instanceof Long || right instanceof Long) return integerText(left) === integerText(right);
  return view(left) === view(right);
}

/** An integer's exact digits; another number's shortest text, which then equals no integer's. */
function integerText(value: unknown): string {
  if (value instanceof Long) return value.toString();
  const number = view(value) as number;
  return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}

/** A number as sign, digits and exponent without trailing zeros: equal texts are equal decimals. */
function decimalText(value: unknown): string {
  const text = value instanceof Decimal128 || value instanceof Long ? value.toString() : String(view(value));
  const parts = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}E${Number(exponent) - fraction.length + digits.length - kept.length}`;
}
