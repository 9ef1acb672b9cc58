import type { Bump, Level } from '../../engine/comparison/index.ts';
import type { Language } from '../texts/index.ts';

/** Texts of a diff that depend on its facts; fixed texts are in the templates. */
export interface DiffTexts {
  readonly levels: Readonly<Record<Level, string>>;
  readonly meanings: Readonly<Record<Level, string>>;
  readonly bumps: Readonly<Record<Bump, string>>;
  readonly notGreater: string;
  readonly terminal: {
    readonly nothing: string;
    readonly bumpFits: string;
    readonly bumpFails: string;
    readonly accepted: string;
    readonly drawer: string;
    readonly keys: string;
    readonly reads: string;
    readonly noLonger: string;
  };
}

const es: DiffTexts = {
  levels: {
    breaking: 'Rompe',
    review: 'A revisar',
    compatible: 'Compatible',
    cosmetic: 'Solo de forma',
  },
  meanings: {
    breaking: 'Lo ya migrado deja de valer, o hay datos que dejan de llegar: pide versión mayor.',
    review: 'Cambia valores o decisiones que alguien tiene que mirar: pide versión menor.',
    compatible: 'Añade sin tocar lo que había: basta una versión de parche.',
    cosmetic: 'Textos para las personas: no cambia ningún dato.',
  },
  bumps: { major: 'mayor', minor: 'menor', patch: 'de parche', none: 'ninguna' },
  notGreater: 'ninguna: no es posterior',
  terminal: {
    nothing: 'Sin cambios: las dos versiones significan lo mismo.',
    bumpFits: 'La versión sube lo que debe ({needed}).',
    bumpFails: 'La subida de versión no basta: hace falta {needed} y es {found}.',
    accepted: 'aceptado por {by} el {on}: {reason}',
    drawer: 'drawer',
    keys: 'claves',
    reads: 'lee ahora',
    noLonger: 'ya no lee',
  },
};

const en: DiffTexts = {
  levels: { breaking: 'Breaking', review: 'To review', compatible: 'Compatible', cosmetic: 'Cosmetic' },
  meanings: {
    breaking: 'What was migrated no longer holds, or data no longer arrives: asks for a major version.',
    review: 'Values or decisions change that somebody has to look at: asks for a minor version.',
    compatible: 'Adds without touching what was there: a patch is enough.',
    cosmetic: 'Texts for people: no data changes.',
  },
  bumps: { major: 'major', minor: 'minor', patch: 'patch', none: 'none' },
  notGreater: 'none: it is not later',
  terminal: {
    nothing: 'No changes: both versions mean the same.',
    bumpFits: 'The version goes up as far as it has to ({needed}).',
    bumpFails: 'The version does not go up far enough: {needed} is asked for, and it is {found}.',
    accepted: 'accepted by {by} on {on}: {reason}',
    drawer: 'drawer',
    keys: 'keys',
    reads: 'reads now',
    noLonger: 'no longer reads',
  },
};

const TEXTS: Readonly<Record<Language, DiffTexts>> = { es, en };

/** The texts of one language. */
export function diffTextsOf(lang: Language): DiffTexts {
  return TEXTS[lang];
}
