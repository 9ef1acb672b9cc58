import { describe, expect, it } from 'vitest';
import { dataCodes } from '../../engine/transform/index.ts';
import { causeText, codeText, ENGINE_CODES, fillIn, textsOf } from '../../reports/texts/index.ts';

type Texts = { readonly [key: string]: string | Texts };

function leaves(texts: Texts, path = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}/${key}`, value] as const] : leaves(value, `${path}/${key}`),
  );
}

const es = leaves(textsOf('es') as unknown as Texts);
const en = leaves(textsOf('en') as unknown as Texts);

describe('texts of the reports', () => {
  it('has the same keys in both languages, in the same order', () => {
    expect(es.map(([key]) => key)).toEqual(en.map(([key]) => key));
  });

  it('has a text everywhere, each with the same places to fill in', () => {
    for (const [index, [key, text]] of es.entries()) {
      expect(text.trim(), key).toBe(text);
      expect(text, key).not.toBe('');
      expect(text.split('{}').length, key).toBe(en[index]?.[1].split('{}').length);
    }
  });

  it('says what every code of the engine means and what to do, in two languages', () => {
    for (const code of ENGINE_CODES) {
      const [spanish, english] = [codeText(textsOf('es'), code), codeText(textsOf('en'), code)];
      expect(spanish?.meaning, code).toMatch(/\.$/);
      expect(spanish?.fix, code).toMatch(/\.$/);
      expect(english?.meaning, code).toMatch(/\.$/);
      expect(english?.fix, code).toMatch(/\.$/);
      expect(spanish?.meaning).not.toBe(english?.meaning);
    }
  });

  it('has a text for every code that the engine gives to data', () => {
    const codes: readonly string[] = ENGINE_CODES;
    expect(dataCodes.map(({ code }) => code).filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('knows no text for codes of contracts, inherited names among them', () => {
    for (const code of ['plan.failed', 'constructor', '__proto__', 'toString', '']) {
      expect(codeText(textsOf('es'), code)).toBeNull();
      expect(causeText(textsOf('es'), code)).toBeNull();
    }
  });

  it('tells a cause by its own text, else by that of the code', () => {
    expect(causeText(textsOf('es'), 'criterion.not_met')).toBe('Criterio de aprobación no cumplido');
    expect(causeText(textsOf('es'), 'source.systematic')).toBe('Fallo sistemático');
  });

  it('fills values in as they are', () => {
    expect(fillIn('a {} b', '$& {}')).toBe('a $& {} b');
  });
});
