import type { Catalogue, CodeText, Language } from './catalogue.ts';
import { en } from './en.ts';
import { es } from './es.ts';

export {
  CAUSE_CODES,
  type Catalogue,
  type CauseCode,
  type CodeText,
  ENGINE_CODES,
  type EngineCode,
  LANGUAGES,
  type Language,
  NOTICE_CODES,
} from './catalogue.ts';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { es, en };

/** The texts of one language. */
export function textsOf(lang: Language): Catalogue {
  return CATALOGUES[lang];
}

/** The text of a code of the engine; null for a code of a contract. */
export function codeText(texts: Catalogue, code: string): CodeText | null {
  return lookUp(texts.codes, code);
}

/** The text of a cause; null when only its message says what it is. */
export function causeText(texts: Catalogue, code: string): string | null {
  return lookUp(texts.causes, code) ?? codeText(texts, code)?.title ?? null;
}

/** The text of a notice; null when only its message says what it is. */
export function noticeText(texts: Catalogue, code: string): string | null {
  return lookUp(texts.notices, code) ?? codeText(texts, code)?.title ?? null;
}

/** The title of a step that no mapping stands for; null for any other. */
export function stepText(texts: Catalogue, step: string): string | null {
  return lookUp(texts.steps, step);
}

/** `{}` in a text replaced by a value. */
export function fillIn(text: string, value: string): string {
  return text.split('{}').join(value);
}

/** Own keys only: codes come from contracts, and `constructor` is one that a contract may have. */
function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
