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

/** `{}` in a text replaced by a value. */
export function fillIn(text: string, value: string): string {
  return text.split('{}').join(value);
}

/** Own keys only: codes come from contracts, and `constructor` is one that a contract may have. */
function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}
