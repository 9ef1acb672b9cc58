import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectionOf, fileStem } from '../../../engine/stores/dump/index.ts';
import { SEED } from '../../bson/seed.ts';

describe('file names of collections', () => {
  it.each([
    ['users', 'users'],
    ['a.b-c_d~e', 'a.b-c_d~e'],
    ['with space', 'with+space'],
    ['a+b', 'a%2Bb'],
    ["!'()*", '%21%27%28%29%2A'],
    ['año', 'a%C3%B1o'],
    ['../../etc/passwd', '..%2F..%2Fetc%2Fpasswd'],
    ['100%', '100%25'],
    ['fs$files', 'fs%24files'],
    ['😀', '%F0%9F%98%80'],
  ])('%s is %s', (name, stem) => {
    expect(fileStem(name)).toBe(stem);
    expect(collectionOf(stem)).toBe(name);
  });

  it('longer ones are cut and get the hash of the whole name', () => {
    expect(fileStem('x'.repeat(238))).toBe('x'.repeat(238));
    // The hash is what `printf 'x…' | sha1sum` gives, in base64url without padding.
    expect(fileStem('x'.repeat(239))).toMatch(/^x{208}%24[\w-]{27}$/);
    expect(fileStem('ñ'.repeat(60))).toMatch(/^(%C3%B1){34}%C3%%24[\w-]{27}$/);
    expect(fileStem(`${'x'.repeat(239)}a`)).not.toBe(fileStem(`${'x'.repeat(239)}b`));
  });

  it('lead back to the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (name) => {
        fc.pre(!name.includes('\0'));
        const stem = fileStem(name);
        expect(stem).toMatch(/^[\w.~%+-]+$/);
        if (stem.length <= 238) expect(collectionOf(stem)).toBe(name);
      }),
      { seed: SEED },
    );
  });

  it.each(['', 'a\0b', '\ud800'])('no collection is called %j', (name) => {
    expect(() => fileStem(name)).toThrow(RangeError);
  });

  it.each(['%', '%zz', '%ff', 'a%00b'])('%s is no file name of a collection', (stem) => {
    expect(collectionOf(stem)).toBeUndefined();
  });
});
