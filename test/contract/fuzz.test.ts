import { expect, test } from 'vitest';
import { fuzzContracts } from './fuzz.ts';

test('mutated contracts give findings, never an exception, in bounded time', () => {
  const { broken, sound } = fuzzContracts(1, 300);
  expect(broken).toBeGreaterThan(100);
  expect(sound).toBeGreaterThan(0);
});
