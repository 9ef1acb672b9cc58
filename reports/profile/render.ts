import type { Profile } from '../../engine/authoring/index.ts';
import { renderHtml, renderMarkdown } from '../page/index.ts';
import type { Language } from '../texts/index.ts';
import { buildProfileReport } from './model.ts';

/** The report of a profile in its three formats. */
export interface RenderedProfile {
  readonly markdown: string;
  readonly html: string;
  readonly json: string;
}

/** The report of a profile: the same numbers in Markdown and HTML, and the facts themselves as JSON. */
export function renderProfile(profile: Profile, { lang }: { readonly lang: Language }): RenderedProfile {
  const report = buildProfileReport(profile, lang);
  return {
    markdown: renderMarkdown(`${lang}/profile.md.hbs`, report),
    html: renderHtml(`${lang}/profile.html.hbs`, report),
    json: `${JSON.stringify(profile, null, 2)}\n`,
  };
}
