import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, renderStagingReport } from '../../reports/index.ts';
import { renderStageSummary } from '../../reports/terminal/index.ts';
import { accepted } from './results/accepted.ts';
import { empty } from './results/empty.ts';
import { rejected } from './results/rejected.ts';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));
const RESULTS = { accepted, rejected, empty };

/** All goldens by file name. After an intended change: `UPDATE_GOLDEN=1 npx vitest run test/reports`, and read the diff. */
const rendered = new Map(
  Object.entries(RESULTS).flatMap(([name, result]) =>
    LANGUAGES.flatMap((lang): [string, string][] => {
      const report = renderStagingReport(result, { lang });
      return [
        [`${name}.${lang}.md`, report.markdown],
        [`${name}.${lang}.html`, report.html],
        [`${name}.${lang}.json`, report.json],
        [`${name}.${lang}.txt`, renderStageSummary(result, { lang, colour: false })],
        [`${name}.${lang}.ansi.txt`, renderStageSummary(result, { lang, colour: true })],
      ];
    }),
  ),
);

if (process.env.UPDATE_GOLDEN === '1') {
  for (const [name, text] of rendered) writeFileSync(FOLDER + name, text);
}

describe('golden reports', () => {
  it.each([...rendered])('%s', (name, text) => {
    expect(text).toBe(readFileSync(FOLDER + name, 'utf8'));
  });

  it('has no golden that nothing renders', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...rendered.keys()].sort());
  });
});
