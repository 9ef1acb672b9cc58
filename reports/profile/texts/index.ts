import type { Language } from '../../texts/index.ts';
import type { ProfileTexts } from './catalogue.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export type { ProfileTexts } from './catalogue.ts';

const TEXTS: Readonly<Record<Language, ProfileTexts>> = { es, en };

/** The texts of one language. */
export function profileTextsOf(lang: Language): ProfileTexts {
  return TEXTS[lang];
}
