import { readDate } from '../../contract/index.ts';

/** Whether a text that begins like `YYYY-MM-DD` begins with a day that there is. */
function isPossible(text: string): boolean {
  const day = text.slice(0, 10);
  const read = readDate(`${day}T00:00:00Z`);
  return 'date' in read;
}

/** What a text is written like, each with its test; the first that fits is the text's form. */
const tests = {
  empty: (text) => text === '',
  blank: (text) => /^\p{White_Space}+$/u.test(text),
  date_impossible: (text) => /^\d{4}-\d\d-\d\d([T ]|$)/.test(text) && !isPossible(text),
  date_time_zone: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && 'date' in readDate(text),
  date_time_no_zone: (text) => /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text),
  date: (text) => /^\d{4}-\d\d?-\d\d?$/.test(text),
  date_day_first: (text) => /^\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)$/.test(text),
  time: (text) => /^\d{1,2}:\d\d(:\d\d)?$/.test(text),
  epoch: (text) => /^1[4-9]\d{8}$|^1[4-9]\d{9,14}$/.test(text),
  integer: (text) => /^[+-]?\d{1,6}$/.test(text),
  digits: (text) => /^[+-]?\d{7,}$/.test(text),
  decimal_point: (text) => /^[+-]?\d*\.\d+$/.test(text),
  decimal_comma: (text) => /^[+-]?\d+,\d+$/.test(text),
  percent: (text) => /^\s*[+-]?\d+([.,]\d+)?\s*%\s*$/.test(text),
  number_in_space: (text) => /^\s*[+-]?\d+([.,]\d+)?\s*$/.test(text),
  number_range: (text) => /^\s*\d+([.,]\d+)?\s*[-–a/]\s*\d+([.,]\d+)?\s*$/.test(text),
  number_unit: (text) => /^\s*[+-]?\d{1,6}([.,]\d+)?\s*[\p{L}°²³/]{1,12}\.?\s*$/u.test(text),
  object_id: (text) => /^[0-9a-f]{24}$/i.test(text),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  email: (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
  phone: (text) => /^\s*(\+|00)?\d[\d\s().-]{6,18}\d\s*$/.test(text),
  url: (text) => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text),
  version: (text) => /^v?\d{1,3}(\.\d{1,3}){2,3}$/i.test(text),
  code: (text) => /^[\p{L}\d]+([_:.-][\p{L}\d]+)+$/u.test(text) && /\d/.test(text),
  word: (text) => !/\p{White_Space}/u.test(text),
  text: (text) => !/[\r\n]/.test(text),
  lines: () => true,
} as const satisfies Record<string, (text: string) => boolean>;

/**
 * What a text is written like. `epoch` is 10 to 16 digits that begin like a time in seconds since 1970 (2014 to 2033);
 * `code` is words and digits joined by `_`, `-`, `:` or `.`; `lines` is text with line breaks.
 */
export type TextForm = keyof typeof tests;

export const textForms = Object.keys(tests) as readonly TextForm[];

/** Texts beyond this many units are looked at for line breaks only. */
const longest = 200;

/** The form of a text: exactly one. */
export function formOf(text: string): TextForm {
  if (text.length > longest) return /[\r\n]/.test(text) ? 'lines' : tests.blank(text) ? 'blank' : 'text';
  return textForms.find((form) => tests[form](text)) ?? 'lines';
}

/** Forms that ids are written in. */
export const idForms: ReadonlySet<TextForm> = new Set<TextForm>([
  'epoch',
  'integer',
  'digits',
  'object_id',
  'uuid',
  'code',
  'word',
]);

/** Forms that numbers are written in. */
export const numberForms: ReadonlySet<TextForm> = new Set<TextForm>([
  'integer',
  'decimal_point',
  'decimal_comma',
  'percent',
  'number_in_space',
  'number_range',
  'number_unit',
]);

/** Forms that dates are written in. */
export const dateForms: ReadonlySet<TextForm> = new Set<TextForm>([
  'date_impossible',
  'date_time_zone',
  'date_time_no_zone',
  'date',
  'date_day_first',
]);

/** Forms whose texts name or reach one person or thing; such values are never shown as categories. */
export const singularForms: ReadonlySet<TextForm> = new Set<TextForm>([
  'epoch',
  'digits',
  'object_id',
  'uuid',
  'email',
  'phone',
  'url',
  'code',
  'lines',
  'date_impossible',
  'date_time_zone',
  'date_time_no_zone',
  'date',
  'date_day_first',
]);
