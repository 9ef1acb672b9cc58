import { beforeAll, describe, expect, it } from 'vitest';
import type { Distinct, Profile } from '../../../engine/authoring/index.ts';
import { LANGUAGES, renderProfile } from '../../../reports/index.ts';
import { readHtml } from '../readers/html.ts';
import { readMarkdown } from '../readers/markdown.ts';
import type { Section } from '../readers/section.ts';
import { emptyProfile, fixtureProfile, sampledProfile, shopProfile } from './facts.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const is = (value: number) => grouped.format(value);
const about = ({ count, exact }: Distinct) => (exact ? is(count) : `≈ ${is(count)}`);

let profiles: Readonly<Record<string, Profile>>;
beforeAll(async () => {
  profiles = {
    shop: await shopProfile(),
    values: await shopProfile(true),
    sampled: await sampledProfile(),
    empty: await emptyProfile(),
    fixture: await fixtureProfile(),
  };
});

const squeeze = (sections: readonly Section[]) =>
  sections.map(({ heading, tables, text }) => ({
    heading,
    tables: tables.map((rows) => rows.map((row) => row.map((cell) => cell.replace(/\s+/g, ' ').trim()))),
    words: text
      .replace(/^(?:- |### )/gm, '')
      .split(/\s+/)
      .filter((word) => word !== ''),
  }));

/** Numbers as a cell tells them, in their order. */
const numbers = (text: string) => text.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];

describe.each(LANGUAGES)('the same numbers in JSON, Markdown and HTML: %s', (lang) => {
  it.each(['shop', 'values', 'sampled', 'empty', 'fixture'])('%s', (name) => {
    const facts = profiles[name]!;
    const report = renderProfile(facts, { lang });
    expect(JSON.parse(report.json)).toEqual(JSON.parse(JSON.stringify(facts)));
    const markdown = squeeze(readMarkdown(report.markdown));
    const html = squeeze(readHtml(report.html));
    expect(html.map(({ heading, tables }) => ({ heading, tables }))).toEqual(
      markdown.map(({ heading, tables }) => ({ heading, tables })),
    );
    // What stands outside of tables: the remarks, the sentences with their totals.
    for (const [at, { words }] of html.entries()) {
      const other = new Set(markdown[at]?.words.map((word) => word.replaceAll('*', '')));
      if (at < markdown.length - 1) expect(words.filter((word) => !other.has(word))).toEqual([]);
    }
    checkTables(
      facts,
      markdown.map(({ tables }) => tables),
    );
    checkRemarks(facts, markdown[0]?.words.join(' ') ?? '');
  });
});

type Tables = readonly (readonly (readonly string[])[])[];

function checkTables(facts: Profile, sections: readonly Tables[]): void {
  const { clients, collections, links, keys, client_candidates } = facts;
  const [, colls = [], people = [], linked = [], keyed = [], ...details] = sections;
  expect(colls[0]?.slice(1).map((row) => row.slice(1, 5).concat(row.slice(7)))).toEqual(
    collections.map((one) => [
      is(one.documents),
      is(one.bytes),
      one.size === null ? '—' : is(one.size.min),
      one.size === null ? '—' : is(one.size.max),
      is(one.paths.length),
      about(one.truncated_paths),
    ]),
  );
  let table = 0;
  if (clients !== null) {
    expect(people[table++]?.slice(1).map((row) => row.slice(2))).toEqual(
      clients.collections.map((one) => [
        about(one.clients),
        ...[one.documents, one.missing, one.invalid, one.with_one, one.with_two, one.with_more, one.most].map(
          is,
        ),
        expect.stringContaining(one.spellings.map(({ count }) => is(count))[0] ?? ''),
      ]),
    );
    if (clients.collections.length > 1) {
      const names = clients.collections.map(({ collection }) => collection);
      const matrix = names.map((name) =>
        names.map((other) =>
          name === other
            ? '—'
            : is(clients.orphans.find((one) => one.in === name && one.not_in === other)?.clients ?? 0),
        ),
      );
      expect(people[table++]?.slice(1).map((row) => row.slice(1))).toEqual(matrix);
    }
    if (clients.bytes !== null) {
      const { min, median, p95, max, over_limit } = clients.bytes;
      expect(people[table++]?.slice(1).map((row) => row[1])).toEqual(
        [min, median, p95, max, over_limit].map(is),
      );
    }
  }
  if (client_candidates.length > 0)
    expect(people[table]?.slice(1).map((row) => row.slice(1, 3))).toEqual(
      client_candidates.map(({ paths, documents }) => [is(paths.length), is(documents)]),
    );
  expect((linked[0] ?? []).slice(1).map((row) => row.slice(3, 6))).toEqual(
    links.map((link) => [about(link.distinct), is(link.compared), is(link.found)]),
  );
  expect((keyed[0] ?? []).slice(1).map((row) => row.slice(1))).toEqual(
    keys.map((key) => [is(key.documents), about(key.distinct), is(key.repeated), is(key.repeated_documents)]),
  );
  for (const [at, one] of collections.entries()) {
    const rows = details[at]?.[0]?.slice(1) ?? [];
    expect(rows.map((row) => row[2])).toEqual(one.paths.map(({ documents }) => is(documents)));
    expect(rows.map((row) => numbers(row[4] ?? ''))).toEqual(
      one.paths.map(({ types }) => types.map(({ count }) => is(count))),
    );
    expect(rows.map((row) => row[5])).toEqual(
      one.paths.map(({ role, distinct }) => (role === 'structure' ? '—' : about(distinct))),
    );
    for (const [place, path] of one.paths.entries()) checkPath(path, rows[place] ?? []);
  }
}

function checkPath(path: Profile['collections'][number]['paths'][number], row: readonly string[]): void {
  const [frequent = '', writing = '', notes = ''] = row.slice(6);
  for (const { count } of path.values) expect(numbers(frequent)).toContain(is(count));
  if (path.hidden > 0 && path.role !== 'structure') expect(numbers(frequent)).toContain(is(path.hidden));
  for (const { count } of path.text?.forms ?? []) expect(numbers(writing)).toContain(is(count));
  for (const length of path.text === null ? [] : [path.text.length.min, path.text.length.max])
    expect(numbers(writing)).toContain(is(length));
  for (const moment of [path.date, path.date_text].flatMap((range) =>
    range === null ? [] : [range.min, range.max],
  ))
    expect(writing).toContain(moment);
  if (path.list !== null) expect(writing).toContain(`Σ ${is(path.list.elements)}`);
  const counts = [path.nulls, path.not_finite, path.list?.empty, path.empty_objects, path.text?.not_nfc];
  for (const count of [...counts, path.text?.outer_space, path.text?.odd_characters])
    if (count !== undefined && count > 0) expect(numbers(notes)).toContain(is(count));
}

function checkRemarks({ remarks }: Profile, text: string): void {
  for (const { place, count } of remarks)
    expect(text).toContain(place === '' ? is(count) : `${place}: ${is(count)}`);
}
