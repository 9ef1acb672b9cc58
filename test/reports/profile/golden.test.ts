import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, renderProfile, renderProfileSummary } from '../../../reports/index.ts';
import { emptyProfile, sampledProfile, shopProfile } from './facts.ts';

const FOLDER = fileURLToPath(new URL('./golden/', import.meta.url));
const profiles = {
  shop: await shopProfile(),
  values: await shopProfile(true),
  sampled: await sampledProfile(),
  empty: await emptyProfile(),
};

/** After an intended change: `UPDATE_GOLDEN=1 npx vitest run --project quick test/reports`, and read the difference. */
const rendered = new Map(
  Object.entries(profiles).flatMap(([name, facts]) =>
    LANGUAGES.filter((lang) => lang === 'es' || name === 'shop').flatMap((lang): [string, string][] => {
      const { markdown, html, json } = renderProfile(facts, { lang });
      const reports = ['out/perfil.md', 'out/perfil.html', 'out/perfil.json'];
      return [
        [`${name}.${lang}.md`, markdown],
        [`${name}.${lang}.html`, html],
        [`${name}.${lang}.txt`, renderProfileSummary(facts, { lang, reports })],
        ...(lang === 'es' ? [[`${name}.json`, json] as [string, string]] : []),
      ];
    }),
  ),
);

if (process.env.UPDATE_GOLDEN === '1') {
  for (const [name, text] of rendered) writeFileSync(FOLDER + name, text);
}

describe('golden profiles', () => {
  it.each([...rendered])('%s', (name, text) => {
    expect(text).toBe(readFileSync(FOLDER + name, 'utf8'));
  });

  it('has no golden that nothing renders', () => {
    expect(readdirSync(FOLDER).sort()).toEqual([...rendered.keys()].sort());
  });
});
