import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StageResult } from '../../engine/rehearsal/index.ts';
import {
  escapeHtml,
  escapeHtmlCell,
  escapeMarkdown,
  escapeMarkdownCell,
  escapeMarkdownCellCode,
  escapeMarkdownCode,
  guardFormula,
  showInvisible,
} from '../../reports/escape/index.ts';
import { LANGUAGES, renderStageSummary, renderStagingReport } from '../../reports/index.ts';
import { HOSTILE, stageResults } from './arbitrary.ts';
import { outlineHtml, readHtml } from './readers/html.ts';
import { inlineText, outlineMarkdown, readMarkdown } from './readers/markdown.ts';

const anyText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'`|\\*_[]<>&#=+-@\n\t 1.:/w') }),
);

/** Each hostile text is tried for sure, beside what is drawn. */
const EXAMPLES = { examples: HOSTILE.map((text): [string] => [text]), numRuns: 200 };

const INVISIBLE = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

describe('escapers', () => {
  it('show every character that is not seen, and nothing else changes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(showInvisible(text)).not.toMatch(INVISIBLE);
        expect(showInvisible(showInvisible(text))).toBe(showInvisible(text));
      }),
      EXAMPLES,
    );
    expect(showInvisible('a\u202eb\u0000\ud800\tc\r\nd')).toBe('a⟨U+202E⟩b⟨U+0000⟩⟨U+D800⟩ c d');
    expect(showInvisible('ñ 漢字 مرحبا 👩‍👩‍👧')).toBe('ñ 漢字 مرحبا 👩‍👩‍👧');
  });

  it('write HTML that reads back as the same text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const page = (inner: string) => `<section><p title="${inner}">${inner}</p></section>`;
        expect(readHtml(page(escapeHtml(text)))[0]?.text).toBe(showInvisible(text));
        const tags = outlineHtml(page(escapeHtml(text)));
        expect(tags).toEqual(['section', expect.stringMatching(/^p title="[^"]*"$/), '/p', '/section']);
      }),
      EXAMPLES,
    );
  });

  it('write Markdown that reads back as the same text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const escaper of [escapeMarkdown, escapeMarkdownCode]) {
          expect(inlineText(escaper(text))).toBe(showInvisible(text));
        }
        for (const escaper of [escapeMarkdownCell, escapeMarkdownCellCode]) {
          expect(escaper(text)).not.toContain('|');
          expect(inlineText(escaper(text))).toBe(guardFormula(showInvisible(text)));
        }
        expect(escapeMarkdown(text)).not.toMatch(/^(?:[#+=>-]|\d+[.)](?: |$))/);
      }),
      EXAMPLES,
    );
  });

  it.each([
    [`=cmd|' /C calc'!A0`, `'=cmd|' /C calc'!A0`],
    ['+1+1', `'+1+1`],
    ['-1+1', `'-1+1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'=1`],
    ['  =1', `'=1`],
    ['＝1', `'＝1`],
    ['-1', '-1'],
    ['+34', '+34'],
    ['-1.5%', '-1.5%'],
    ['a=1', 'a=1'],
    ['15,234', '15,234'],
    ['—', '—'],
    ['', ''],
  ])('guard formulas: %j', (text, guarded) => {
    expect(guardFormula(text)).toBe(guarded);
    expect(escapeHtmlCell(text)).toBe(escapeHtml(guarded));
    expect(inlineText(escapeMarkdownCell(text))).toBe(guarded);
  });
});

describe('reports keep their shape whatever the texts are', () => {
  it.each(LANGUAGES)('%s', (lang) => {
    const texts = HOSTILE.filter((text) => showInvisible(text) !== '');
    fc.assert(
      fc.property(stageResults, fc.array(fc.constantFrom(...texts), { minLength: 1 }), (result, hostile) => {
        // Numbered: which texts are equal to each other may well change what is shown.
        const number = (text: (index: number) => string) => {
          let at = 0;
          return () => `${text(at)} ${at++}`;
        };
        const render = (replace: () => string) =>
          renderStagingReport(replaceTexts(result, replace), { lang });
        const harmless = render(number(() => 'plain'));
        const attacked = render(number((index) => hostile[index % hostile.length] ?? ''));
        expect(outlineHtml(attacked.html)).toEqual(outlineHtml(harmless.html));
        expect(outlineMarkdown(attacked.markdown)).toEqual(outlineMarkdown(harmless.markdown));
      }),
      { numRuns: 100 },
    );
  });

  it('leave no cell that a spreadsheet could take for a formula', () => {
    fc.assert(
      fc.property(stageResults, (result) => {
        const report = renderStagingReport(result, { lang: 'es' });
        const cells = [...readHtml(report.html), ...readMarkdown(report.markdown)].flatMap(({ tables }) =>
          tables.flat(2),
        );
        expect(cells.filter((cell) => /^\s*[=@＝＠]|^\s*[+\-＋－](?![\d.,]+%?$)/u.test(cell))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('leave no control character in the terminal but line ends and, if wanted, colours', () => {
    fc.assert(
      fc.property(stageResults, (result) => {
        const plain = renderStageSummary(result, { lang: 'es', colour: false });
        expect(plain.replaceAll('\n', '')).not.toMatch(INVISIBLE);
        const coloured = renderStageSummary(result, { lang: 'es', colour: true });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are what this looks for
        expect(coloured.replace(/\u001b\[(?:0|1|2|31|32|33)m/g, '')).toBe(plain);
      }),
      { numRuns: 100 },
    );
  });
});

const FIXED = new Set(['command', 'verdict', 'environment', 'severity', 'state', 'percent']);

/** Every text of a result replaced, except where only certain words are possible. */
function replaceTexts(result: StageResult, replace: () => string): StageResult {
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return FIXED.has(key) ? value : replace();
    if (Array.isArray(value)) return value.map((item) => visit(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, name)]));
  };
  return visit(result, '') as StageResult;
}
