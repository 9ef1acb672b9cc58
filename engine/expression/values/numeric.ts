import { raise } from '../error.ts';
import { view } from './view.ts';

/** Whether a value already seen through `view` is a number to compute with. Raises D1001 for infinity. */
export function isNumeric(value: unknown): value is number {
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (value === Infinity || value === -Infinity) raise('D1001', value);
  return true;
}

/** Whether a value is an array of numbers only (an empty one is). */
export function isArrayOfNumbers(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((item) => isNumeric(view(item)));
}

/** Whether a value is an array of texts only (an empty one is). */
export function isArrayOfTexts(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.every((item) => typeof view(item) === 'string');
}
