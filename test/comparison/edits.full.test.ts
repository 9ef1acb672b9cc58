import { describe, expect, it } from 'vitest';
import { applyChanges, canonicalForm, diff, formText } from '../../engine/comparison/index.ts';
import { Random } from '../contract/mutation.ts';
import { contractTexts, edited, formatting, readTexts, semantic, spotsOf } from './edits.ts';

const planned = 1000;
const covered = Number(process.env.EDITS ?? 120);
const seed = Number(process.env.SEED ?? 20261124);

const texts = contractTexts();
const before = readTexts(texts);

describe('the first contract, edited at random', () => {
  it(`tells every edit of meaning by its rule (${covered}/${planned} edits, seed ${seed})`, () => {
    const random = new Random(seed);
    const spots = spotsOf(texts);
    expect(new Set(spots.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(9);
    for (let at = 0; at < covered; at++) {
      const spot = random.pick(spots);
      const after = readTexts(edited(texts, spot, random.pick(semantic)));
      const { changes } = diff(before, after);
      const where = `${spot.file} ${spot.path.join('/')}`;
      expect(
        changes.map(({ rule }) => rule),
        where,
      ).toEqual([spot.rule]);
      expect(changes[0]?.to?.place.file, where).toBe(spot.file);
      expect(formText(applyChanges(canonicalForm(before), changes))).toBe(formText(canonicalForm(after)));
    }
    console.log(`edits of meaning: ${covered}/${planned}`);
  });

  it('never tells an edit of form', () => {
    for (const [file, text] of texts) {
      for (const [index, change] of formatting.entries()) {
        const after = readTexts(new Map(texts).set(file, change(text)));
        const found = diff(before, after).changes.filter(({ level }) => level !== 'cosmetic');
        expect(
          found.map(({ rule, name }) => `${rule} ${name}`),
          `${file}, way ${index}`,
        ).toEqual([]);
      }
    }
  });

  it('gives the same edit the same id, whatever moved around it', () => {
    const [spot] = spotsOf(texts);
    if (spot === undefined) throw new Error('no expression');
    const change = (text: string): string => `(${text}) & "x"`;
    const plain = diff(before, readTexts(edited(texts, spot, change))).changes;
    const moved = new Map(texts).set(spot.file, `# One line more.\n\n${texts.get(spot.file)}`);
    const shifted = diff(before, readTexts(edited(moved, spot, change))).changes;
    expect(shifted.map(({ id }) => id)).toEqual(plain.map(({ id }) => id));
    expect(shifted[0]?.to?.place.line).not.toBe(plain[0]?.to?.place.line);
  });
});
