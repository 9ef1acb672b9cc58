import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StageResult } from '../../engine/rehearsal/index.ts';
import { LANGUAGES, renderStagingReport } from '../../reports/index.ts';
import { readTemplate } from '../../reports/template/index.ts';
import { textsOf } from '../../reports/texts/index.ts';
import { stageResults } from './arbitrary.ts';
import { readHtml } from './readers/html.ts';
import { readMarkdown } from './readers/markdown.ts';
import { accepted } from './results/accepted.ts';
import { empty } from './results/empty.ts';
import { rejected } from './results/rejected.ts';

const text = (result: StageResult, lang: 'es' | 'en') => renderStagingReport(result, { lang });

describe('a report says what the facts say', () => {
  it('is pure: same facts, same report, facts unchanged', () => {
    fc.assert(
      fc.property(stageResults, (result) => {
        const before = structuredClone(result);
        expect(text(result, 'es')).toEqual(text(result, 'es'));
        expect(result).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });

  it('has the facts themselves as JSON', () => {
    for (const result of [accepted, rejected, empty])
      expect(JSON.parse(text(result, 'es').json)).toEqual(result);
  });

  it('brings in no words but those of the templates, the texts and the facts', () => {
    const words = (...texts: readonly string[]) =>
      new Set(
        texts
          .join(' ')
          .toLowerCase()
          .match(/\p{L}+/gu) ?? [],
      );
    const units = ['h', 'min', 's', 'ms', 'n', 'a', 'u'];
    for (const lang of LANGUAGES) {
      for (const result of [accepted, rejected, empty]) {
        const { markdown, html, json } = text(result, lang);
        const templates = ['staging.md.hbs', 'staging.html.hbs'].map((file) =>
          readTemplate(`${lang}/${file}`),
        );
        const known = words(...templates, JSON.stringify(textsOf(lang)), json.replace(/\\[nrt]/g, ' '));
        const shown = readHtml(html).flatMap((section) => [
          section.heading,
          section.text,
          ...section.tables.flat(2),
        ]);
        const strange = [...words(...shown, markdown)].filter(
          (word) => !known.has(word) && !units.includes(word),
        );
        expect(strange.filter((word) => !['amp', 'lt', 'gt'].includes(word))).toEqual([]);
      }
    }
  });

  it('lists every quarantined document in HTML, and up to 50 of a group in Markdown', () => {
    for (const lang of LANGUAGES) {
      const { html, markdown } = text(rejected, lang);
      const listed = rejected.quarantine
        .flatMap(({ documents }) => documents)
        .filter(({ id }) => id.startsWith('h:'));
      for (const { id } of listed) expect(html).toContain(`<code>${id}</code>`);
      expect(markdown.match(/`h:[0-9a-f]+`/g)?.length).toBe(51);
      expect(markdown).toContain('555');
    }
  });

  it('warns when ids are shown as they are, and says when they are not', () => {
    expect(text(rejected, 'es').markdown).toContain('identificadores sin anonimizar');
    expect(text(rejected, 'es').markdown).not.toContain('están anonimizados');
    expect(text(accepted, 'es').markdown).toContain('están anonimizados');
    expect(text(accepted, 'es').html).not.toContain('sin anonimizar');
  });

  it('shows the verdict first, unmistakably', () => {
    expect(text(accepted, 'es').markdown).toMatch(/^# ✅ Staging aceptado\n/);
    expect(text(rejected, 'es').markdown).toMatch(/^# ❌ Staging rechazado\n/);
    expect(text(empty, 'en').markdown).toMatch(/^# ⏳ Staging inconclusive\n/);
    expect(text(rejected, 'en').html).toMatch(/<title>❌ Staging rejected/);
  });

  it('records the strategy as the manual writes it (R030)', () => {
    expect(text(accepted, 'es').markdown).toContain(
      '**Cutoff por fecha (`dual_write_start_at`) + Checks de idempotencia por IDs lógicos**',
    );
    expect(text(accepted, 'es').html).toContain(
      'Cutoff por fecha (<code>dual_write_start_at</code>) + Checks de idempotencia por IDs lógicos',
    );
  });

  it('shows the manual’s tables with the manual’s numbers', () => {
    const sections = readMarkdown(text(accepted, 'es').markdown);
    const table = (heading: string) => sections.find((section) => section.heading === heading)?.tables[0];
    expect(table('Volumen de Datos Migrados')?.map((row) => row.slice(0, 4))).toEqual([
      ['Tipo', 'Total Legacy', 'Migrado', 'Match Rate'],
      ['Cuestionarios iniciales', '15,234', '15,180', '99.64%'],
      ['Followups', '8,456', '8,420', '99.57%'],
      ['Training plans', '12,890', '12,850', '99.68%'],
      ['Nutrition plans', '12,890', '12,850', '99.68%'],
    ]);
    expect(table('Métricas de Tiempo')?.map((row) => row[1])).toEqual([
      'Duración',
      '84ms',
      '2h 15min',
      '1h 30min',
      '3h 45min',
      '1min 11s',
      '7h 31min',
    ]);
    expect(table('Criterios de Aprobación Staging')?.[1]).toEqual([
      'Match rate cuestionarios',
      '≥ 95%',
      '99.64%',
      '✅',
    ]);
  });

  it('sees sums that do not hold (I03)', () => {
    const [counts] = accepted.entities;
    if (counts === undefined) throw new Error('no entity');
    const balances = (entity: typeof counts) =>
      readHtml(text({ ...accepted, entities: [entity] }, 'es').html)[5]
        ?.tables[0]?.slice(1)
        .map((row) => row.at(-1));
    expect(balances(counts)).toEqual(['✅ cuadra', '✅ cuadra', '✅ cuadra']);
    expect(balances({ ...counts, migrated: counts.migrated - 1 })).toEqual([
      '✅ cuadra',
      '✅ cuadra',
      '❌ no cuadra',
    ]);
    // Adds up by itself, but not with its collections.
    const shifted = { ...counts, migrated: counts.migrated - 1, excluded: counts.excluded + 1 };
    expect(balances(shifted)).toEqual(['✅ cuadra', '✅ cuadra', '❌ no cuadra']);
    expect(balances({ ...counts, collections: {} })).toEqual(['❌ no cuadra']);
  });

  it('says whose rule a warning without a place is', () => {
    const warnings = accepted.warnings.map((group) => ({ ...group, where: null }));
    const rows = readHtml(text({ ...accepted, warnings }, 'es').html)[8]?.tables[0]?.slice(1);
    expect(rows?.map((row) => [row[0], row[6]])).toEqual([
      ['answer.missing', 'varias reglas'],
      ['date.from_text', 'regla del motor'],
    ]);
  });

  it('keeps the row of an entity whose lone collection counts otherwise', () => {
    const lone = accepted.entities[1];
    if (lone === undefined) throw new Error('no entity');
    const [[name, counts] = ['', lone]] = Object.entries(lone.collections);
    const rows = (collections: typeof lone.collections) =>
      readHtml(text({ ...accepted, entities: [{ ...lone, collections }] }, 'es').html)[5]
        ?.tables[0]?.slice(1)
        .map((row) => [row[2], row.at(-1)]);
    expect(rows({ [name]: counts })).toEqual([['8,456', '✅ cuadra']]);
    expect(rows({ [name]: { ...counts, total: counts.total + 1 } })).toEqual([
      ['8,457', '❌ no cuadra'],
      ['8,456', '❌ no cuadra'],
    ]);
  });

  it('tells unmet criteria as their table does, and by the message when they cannot be paired', () => {
    const causes = (result: StageResult) =>
      /<ul>(.*?)<\/ul>/s.exec(text(result, 'es').html)?.[1]?.match(/(?<=<li>).*(?=<\/li>)/g);
    expect(causes(empty)?.[1]).toBe(
      '<strong>Un criterio no se pudo medir</strong>: Match rate: followups N/A (umbral ≥ 95%)',
    );
    expect(causes({ ...empty, causes: empty.causes.slice(1) })).toEqual([
      '<strong>Un criterio no se pudo medir</strong>: match.followups: N/A (≥ 95)',
    ]);
    expect(causes(rejected)?.[6]).toBe(
      '<strong>Criterio de aprobación no cumplido</strong>: Sin vincular: =cmd|&#39; /C calc&#39;!A0 1,609 (umbral ≤ 1,000)',
    );
  });

  it('tells what to do next by verdict (R065)', () => {
    const last = (result: StageResult) =>
      readHtml(text(result, 'es').html).at(-1)?.text.trim().split('\n').at(-1);
    expect(last(accepted)).toMatch(/aprobación formal/);
    expect(last(rejected)).toMatch(/todos los criterios estén en ✅/);
    expect(last(empty)).toMatch(/^Repetir staging desde cero/);
  });
});
