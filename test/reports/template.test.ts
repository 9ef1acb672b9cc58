import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../reports/index.ts';
import { compileTemplate, findPackageRoot, readTemplate } from '../../reports/template/index.ts';

const ESCAPERS = { text: (text: string) => `<${text}>` };
const compile = (source: string, partials = {}) =>
  compileTemplate({ name: 't.hbs', source, partials }, ESCAPERS);

describe('templates', () => {
  it('pass every value through an escaper', () => {
    expect(compile('{{text a}} {{#each list}}{{text this}}{{/each}}')({ a: '1', list: ['2', '3'] })).toBe(
      '<1> <2><3>',
    );
  });

  it.each([
    '{{a}}',
    '{{{a}}}',
    '{{{text a}}}',
    '{{&text a}}',
    '{{text a b}}',
    '{{text a b=c}}',
    '{{text "literal"}}',
    '{{text 1}}',
    '{{text (text a)}}',
    '{{lookup a b}}',
    '{{#with a}}{{text b}}{{/with}}',
    '{{#if a}}{{b}}{{/if}}',
    '{{#if a}}{{else}}{{b}}{{/if}}',
    '{{#each a}}{{else}}{{{b}}}{{/each}}',
    '{{#text a}}x{{/text}}',
    '{{> (text a)}}',
    '{{> part a}}',
    '{{#> part}}x{{/part}}',
    '{{* decorator}}',
  ])('are refused for %s', (source) => {
    expect(() => compile(source, { part: 'x' })).toThrow(
      /template t\.hbs:1:\d+: a value must pass an escaper/,
    );
  });

  it('are refused for what their partials hold', () => {
    expect(() => compile('{{> part}}', { part: '{{a}}' })).toThrow('template part:1:1');
  });

  it.each([
    ['{{text a}}', {}],
    ['{{text a.b}}', { a: {} }],
    ['{{text a}}', { a: 0 }],
    ['{{text a}}', { a: null }],
    ['{{#if a}}x{{/if}}', {}],
    ['{{#if a}}x{{/if}}', { a: 0 }],
    ['{{#if a}}x{{/if}}', { a: '' }],
    ['{{#unless a}}x{{/unless}}', { a: [] }],
    ['{{#each a}}x{{/each}}', {}],
    ['{{#each a}}x{{/each}}', { a: { b: 1 } }],
  ])('throw rather than leave something out: %s of %j', (source, model) => {
    expect(() => compile(source)(model)).toThrow();
  });

  it('show an else, but never instead of a list', () => {
    expect(compile('{{#if a}}x{{else}}y{{/if}}{{#unless a}}z{{/unless}}')({ a: false })).toBe('yz');
    expect(compile('[{{#each a}}x{{/each}}]')({ a: [] })).toBe('[]');
  });

  it.each([
    'constructor.name',
    '__proto__.secret',
    'inherited',
    'a.length.constructor.name',
  ])('reach nothing inherited: %s', (path) => {
    const model = Object.assign(Object.create({ inherited: 'secret' }), { a: 'x' });
    expect(() => compile(`{{text ${path}}}`)(model)).toThrow();
  });

  it('leave the shared Handlebars as it was', () => {
    compile('{{text a}}');
    expect(Handlebars.helpers).not.toHaveProperty('text');
    expect(Handlebars.compile('{{#if a}}x{{/if}}')({ a: 1 })).toBe('x');
  });
});

describe('our own templates', () => {
  it('are the same in every language but for their words', () => {
    for (const file of ['staging.md.hbs', 'staging.html.hbs']) {
      const [first, ...others] = LANGUAGES.map((lang) => skeleton(readTemplate(`${lang}/${file}`)));
      for (const other of others) expect(other).toEqual(first);
    }
  });

  it('lie where a language is, and nowhere else', () => {
    const folder = join(findPackageRoot(dirname(fileURLToPath(import.meta.url))), 'reports/templates');
    expect(readdirSync(folder).sort()).toEqual([...LANGUAGES, 'shared'].sort());
  });

  it.each(LANGUAGES)('guard every table cell (%s)', (lang) => {
    const rows = readTemplate(`${lang}/staging.md.hbs`)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const cells = readTemplate(`${lang}/staging.html.hbs`).match(/<(t[hd])\b.*?<\/\1>/g) ?? [];
    expect(rows.length).toBeGreaterThan(30);
    expect(cells.length).toBeGreaterThan(100);
    // A class name inside the tag is no cell text.
    const shown = [...rows, ...cells.map((cell) => cell.replace(/^<[^>]*>/, ''))];
    expect(shown.filter((line) => /\{\{(?:text|code) /.test(line))).toEqual([]);
  });

  it.each(LANGUAGES)('give every heading cell a scope and load nothing from elsewhere (%s)', (lang) => {
    const html = readTemplate(`${lang}/staging.html.hbs`);
    expect(html.match(/<th\b(?! scope="(?:row|col)")/g)).toBeNull();
    expect(html).toContain(`<html lang="${lang}">`);
    expect(html + readTemplate('shared/report.css')).not.toMatch(
      /<script|<img|<link|\bsrc=|url\(|@import|https?:/i,
    );
  });
});

describe('the package root', () => {
  const root = mkdtempSync(join(tmpdir(), 'package-root-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('is found from source and dist, past other packages', () => {
    const deep = join(root, 'dist', 'reports', 'template');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"name":"client-drawer"}');
    writeFileSync(join(root, 'dist', 'package.json'), '{"name":"other"}');
    writeFileSync(join(deep, 'package.json'), 'null');
    expect(findPackageRoot(deep)).toBe(root);
    expect(findPackageRoot(root)).toBe(root);
  });

  it('is missed aloud', () => {
    expect(() => findPackageRoot(tmpdir())).toThrow('no package.json of client-drawer above');
  });
});

/** Everything but the words: tags, Markdown marks, mustaches. */
function skeleton(source: string): readonly string[] {
  return (
    source
      .replace(/(id|aria-labelledby|aria-label|href|lang)="[^"]*"/g, '$1')
      .match(/\{\{.*?\}\}|<[^>]*>|^[#>|-]+|\||\*\*|^\d+\./gm) ?? []
  );
}
