import { describe, expect, it } from 'vitest';
import { renderStageSummary, wantsColour } from '../../reports/index.ts';
import { alignRows } from '../../reports/terminal/table.ts';
import { clip, displayWidth } from '../../reports/terminal/width.ts';
import { accepted } from './results/accepted.ts';

describe('the terminal summary', () => {
  it('aligns by display width', () => {
    expect(
      alignRows(
        [
          ['a', '1'],
          ['漢字', '1,000'],
          ['é\u0301', ''],
        ],
        ['left', 'right'],
      ),
    ).toEqual(['a         1', '漢字  1,000', 'é\u0301']);
    expect([displayWidth('✅'), displayWidth('ñ'), displayWidth('e\u0301'), displayWidth('')]).toEqual([
      2, 1, 1, 0,
    ]);
  });

  it('clips long titles by display width', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(displayWidth(clip('漢字漢字漢字', 6))).toBeLessThanOrEqual(6);
  });

  it('fits 80 columns with everyday titles', () => {
    for (const lang of ['es', 'en'] as const) {
      for (const line of renderStageSummary(accepted, { lang, colour: false }).split('\n')) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(100);
      }
    }
  });

  it('takes colours for a terminal only, and never with NO_COLOR', () => {
    expect(wantsColour({ isTTY: true }, {})).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '' })).toBe(true);
    expect(wantsColour({ isTTY: true }, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColour({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
    expect(wantsColour({ isTTY: false }, {})).toBe(false);
    expect(wantsColour({}, {})).toBe(false);
  });
});
