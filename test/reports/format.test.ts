import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatCountText,
  formatDuration,
  formatPerBatch,
  formatPercent,
  formatSeconds,
} from '../../reports/format/index.ts';

describe('formats of the manual', () => {
  it.each([
    [0, '0'],
    [7, '7'],
    [999, '999'],
    [1000, '1,000'],
    [15_234, '15,234'],
    [1_234_567, '1,234,567'],
    [-15_234, '-15,234'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  ])('count %d', (value, shown) => {
    expect(formatCount(value)).toBe(shown);
  });

  it.each([
    ['0', '0'],
    ['15234', '15,234'],
    ['≥ 95', '≥ 95'],
    ['99.64', '99.64'],
    ['9'.repeat(20), '9'.repeat(20)],
  ])('count in text %s', (text, shown) => {
    expect(formatCountText(text)).toBe(shown);
  });

  it('per cents as they were cut', () => {
    expect([formatPercent('99.64'), formatPercent('100.00'), formatPercent(null)]).toEqual([
      '99.64%',
      '100.00%',
      null,
    ]);
  });

  it.each([
    [0, '0s'],
    [0.000_4, '<1ms'],
    [0.000_5, '1ms'],
    [0.012, '12ms'],
    [0.0994, '99ms'],
    [0.0996, '0.1s'],
    [0.44, '0.4s'],
    [0.96, '1s'],
    [1, '1s'],
    [1.25, '1.3s'],
    [9.94, '9.9s'],
    [9.96, '10s'],
    [45, '45s'],
    [59.4, '59s'],
    [59.5, '1min'],
    [60, '1min'],
    [252, '4min 12s'],
    [3599.4, '59min 59s'],
    [3599.5, '1h'],
    [8_100, '2h 15min'],
    [5_400.2, '1h 30min'],
    [13_500, '3h 45min'],
    [7_199, '2h'],
    [93_900, '26h 5min'],
    [4_000_000, '1,111h 7min'],
  ])('duration %d', (seconds, shown) => {
    expect(formatDuration(seconds)).toBe(shown);
  });

  it.each([
    [45, '45s'],
    [60, '60s'],
    [59.7, '60s'],
    [0.4, '0.4s'],
    [0.03, '30ms'],
    [0.000_01, '<1ms'],
    [4_500, '4,500s'],
  ])('time per batch %d', (seconds, shown) => {
    expect(formatPerBatch(seconds)).toBe(shown);
  });

  it.each([
    [0, '0.000'],
    [0.4432, '0.443'],
    [8_100.4, '8,100.400'],
    [1_000_000, '1,000,000.000'],
  ])('seconds %d', (seconds, shown) => {
    expect(formatSeconds(seconds)).toBe(shown);
  });
});
