import { describe, expect, it } from 'vitest';
import { formOf, textForms } from '../../../engine/authoring/profile/forms.ts';
import { pathName, soundsLikeClient, soundsPersonal } from '../../../engine/authoring/profile/path-names.ts';
import { shapeOf } from '../../../engine/authoring/profile/shape.ts';

const examples: readonly (readonly [string, string])[] = [
  ['', 'empty'],
  [' \u00a0', 'blank'],
  ['2025-02-01T00:00:00Z', 'date_time_zone'],
  ['2025-12-01T10:00:00.123456+00:00', 'date_time_zone'],
  ['2025-02-31T00:00:00Z', 'date_impossible'],
  ['2025-13-01', 'date_impossible'],
  ['2025-11-10 09:30:00.123000', 'date_time_no_zone'],
  ['2025-11-10T09:30', 'date_time_no_zone'],
  ['1968-01-21', 'date'],
  ['21/01/1968', 'date_day_first'],
  ['1.2.68', 'date_day_first'],
  ['07:30', 'time'],
  ['1762000000123456', 'epoch'],
  ['17620000001', 'epoch'],
  ['1762000000', 'epoch'],
  ['83', 'integer'],
  ['-3', 'integer'],
  ['600111222', 'digits'],
  ['99999999999', 'digits'],
  ['83.5', 'decimal_point'],
  ['83,5', 'decimal_comma'],
  ['80%', 'percent'],
  ['80,5 %', 'percent'],
  [' 83.5 ', 'number_in_space'],
  ['7-8', 'number_range'],
  ['7/10', 'number_range'],
  ['3 a 5', 'number_range'],
  ['80 kg', 'number_unit'],
  ['45min', 'number_unit'],
  ['6b0515e370b86d2778834f33', 'object_id'],
  ['5d1f0000-0000-4000-8000-000000000007', 'uuid'],
  ['uno@example.test', 'email'],
  ['+34 600 111 222', 'phone'],
  ['https://example.test/a', 'url'],
  ['1.0.0', 'version'],
  ['job_17_a', 'code'],
  ['quest_demo_1', 'code'],
  ['12345678Z', 'word'],
  ['Bajo', 'word'],
  ['Muy bajo', 'text'],
  ['una\notra', 'lines'],
  ['x'.repeat(300), 'text'],
];

describe('the form of a text', () => {
  it.each(examples)('%j is %s', (text, form) => {
    expect(formOf(text)).toBe(form);
  });

  it('has an example of every form', () => {
    expect([...new Set(examples.map(([, form]) => form))].sort()).toEqual([...textForms].sort());
  });
});

describe('the shape of a text', () => {
  it.each([
    ['+34 600 111 222', '+99 999 999 999'],
    ['1762000000123456', '9{16}'],
    ['admin_demo_001', 'a_a_999'],
    ['Calle Mayor 3, 2º B', 'Aa Aa 9, 9a A'],
    ['una dos tres cuatro', 'a… a'],
    ['MUJER', 'A'],
    ['cafe\u0301', 'a'],
    ['', ''],
  ])('%j is %j', (text, shape) => {
    expect(shapeOf(text)).toBe(shape);
  });

  it('tells no letter and no digit other than a, A and 9, and how many digits', () => {
    const shape = shapeOf('Ramón Ñ. 4711, x'.repeat(30));
    expect(shape).toMatch(/^[aA9{}0-9 .,…]+$/);
    expect(shape.length).toBeLessThanOrEqual(40);
  });
});

describe('names of paths', () => {
  it.each([
    ['name', 'name'],
    ['E1', 'E1'],
    ['a.b', '`a.b`'],
    ['2025-01-01', '*'],
    ['17620', '*'],
    ['6b0515e370b86d2778834f33', '*'],
    ['user_17620', '*'],
  ])('the key %j is %s', (key, name) => {
    expect(pathName(key)).toBe(name);
  });

  it.each([
    ['email', true],
    ['a.b.customerName', true],
    ['telefono', true],
    ['items[].birth_date', true],
    ['city', false],
    ['filename', false],
    ['entity', false],
  ])('%s sounds personal: %s', (path, expected) => {
    expect(soundsPersonal(path)).toBe(expected);
  });

  it.each([
    ['user_id', true],
    ['customerId', true],
    ['cliente', true],
    ['personal_trainer', false],
    ['usage', false],
  ])('%s sounds like a client: %s', (path, expected) => {
    expect(soundsLikeClient(path)).toBe(expected);
  });
});
