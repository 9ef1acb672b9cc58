import { describe, expect, it } from 'vitest';
import { profile, remarkCodes, textForms } from '../../../engine/authoring/index.ts';
import { LANGUAGES, renderProfile, renderProfileSummary } from '../../../reports/index.ts';
import { profileTextsOf } from '../../../reports/profile/texts/index.ts';
import { listedStore, type World } from '../../authoring/listed-store.ts';
import { outlineHtml } from '../readers/html.ts';
import { outlineMarkdown } from '../readers/markdown.ts';

const world = (name: string, key: string, value: string): World => ({
  [name]: [1, 2, 3].map((n) => ({ _id: n, [key]: value })),
});

const render = async (data: World) => {
  const facts = await profile({ stores: [{ name: 's', store: listedStore(data) }], showValues: true });
  return {
    ...renderProfile(facts, { lang: 'es' }),
    summary: renderProfileSummary(facts, { lang: 'es', reports: [] }),
  };
};

describe('what data cannot do to a profile', () => {
  it.each([
    '<script>alert(1)</script>',
    '| a | b |',
    '`code` *bold* [link](x)',
    '=HYPERLINK("x")',
    '\u001b[31mred',
    '\u202eevil',
    '{{text name}}',
    'line\n\n## Heading',
  ])('%j changes nothing but texts', async (evil) => {
    const invisible = evil.includes('\u001b') || evil.includes('\u202e') ? '\u0007' : '';
    const plain = await render(world('box', 'thing', 'w'.repeat(evil.length) + invisible));
    const odd = await render(world(evil, evil, evil));
    expect(outlineHtml(odd.html)).toEqual(outlineHtml(plain.html));
    expect(outlineMarkdown(odd.markdown)).toEqual(outlineMarkdown(plain.markdown));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for
    expect(odd.summary).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

describe('texts of profiles', () => {
  type Texts = { readonly [key: string]: string | Texts };
  const leaves = (texts: Texts, path = ''): readonly (readonly [string, string])[] =>
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}/${key}`, value] as const] : leaves(value, `${path}/${key}`),
    );
  const [es, en] = LANGUAGES.map((lang) => leaves(profileTextsOf(lang) as unknown as Texts));

  it('has the same keys in both languages, each with the same places to fill in', () => {
    expect(es?.map(([key]) => key)).toEqual(en?.map(([key]) => key));
    for (const [at, [key, text]] of (es ?? []).entries()) {
      expect(text.trim(), key).not.toBe('');
      expect(text.split('{}').length, key).toBe(en?.[at]?.[1].split('{}').length);
    }
  });

  it.each(LANGUAGES)('%s: has a text for every remark and form', (lang) => {
    const { remarks, forms } = profileTextsOf(lang);
    expect(Object.keys(remarks).sort()).toEqual([...remarkCodes].sort());
    expect(Object.keys(forms).sort()).toEqual([...textForms].sort());
  });
});
