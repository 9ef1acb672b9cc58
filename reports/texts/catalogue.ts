import type { StageResult } from '../../engine/rehearsal/index.ts';

/** The languages that reports are written in. */
export const LANGUAGES = ['es', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Codes that the engine itself gives to data; all others come from contracts, which bring their own texts. */
export const ENGINE_CODES = [
  'choice.ambiguous',
  'client.ambiguous',
  'client.invalid',
  'client.missing',
  'conflict',
  'date.fallback',
  'date.from_text',
  'date.invalid',
  'date.missing',
  'date.no_zone',
  'drawer.encoding',
  'drawer.large',
  'drawer.schema',
  'drawer.too_large',
  'expression.failed',
  'key.duplicate',
  'key.missing',
  'link.broken',
  'merge.conflict',
  'orphan',
  'source.encoding',
  'source.object',
  'source.repeated',
  'source.schema',
  'source.systematic',
  'value.required',
  'value.type',
  'verify.different',
  'verify.missing',
] as const;
export type EngineCode = (typeof ENGINE_CODES)[number];

/** Causes of a verdict beside those that are codes of data. */
export const CAUSE_CODES = [
  'criterion.not_applicable',
  'criterion.not_met',
  'rehearsal.failed',
  'source.unread',
] as const;
export type CauseCode = (typeof CAUSE_CODES)[number];

/** What a source or target may have to say about itself. */
export const NOTICE_CODES = [
  'client.spelling',
  'dump.case_clash',
  'dump.metadata_unreadable',
  'dump.name_differs',
  'dump.name_unknown',
  'dump.no_data',
  'dump.no_metadata',
  'dump.prelude_unreadable',
  'dump.stray_file',
  'dump.stray_folder',
  'dump.view',
  'index.differs',
  'index.extra',
  'index.missing',
  'index.unchecked',
  'source.read_twice',
] as const;
export type NoticeCode = (typeof NOTICE_CODES)[number];

/** What a code says, and what to do about it. */
export interface CodeText {
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
}

/** All texts of one language that depend on the facts; fixed texts are in the templates. */
export interface Catalogue {
  readonly codes: Readonly<Record<EngineCode, CodeText>>;
  /** For a code of a contract that says nothing more about it. */
  readonly contractCode: { readonly meaning: string; readonly fix: string };
  readonly causes: Readonly<Record<CauseCode, string>>;
  readonly notices: Readonly<Record<NoticeCode, string>>;
  /** Whether the rehearsal of the rollback has proved it. */
  readonly rehearsal: { readonly proven: string; readonly failed: string };
  /** Steps that no mapping stands for, by number. */
  readonly steps: Readonly<Record<'00' | '05', string>>;
  readonly verdicts: Readonly<
    Record<StageResult['verdict'], { readonly label: string; readonly sentence: string }>
  >;
  readonly severities: { readonly record: string; readonly critical: string };
  readonly environments: { readonly staging: string; readonly production: string };
  /** Titles of metrics that the policy doesn't title; `match` and `unlinked` go before an entity's title. */
  readonly metrics: {
    readonly match: string;
    readonly unlinked: string;
    readonly critical_errors: string;
    readonly duplicates: string;
  };
  /** What is not there: a rate over nothing, an absent collection, a rule of the engine, several rules at once, an empty cell. */
  readonly notApplicable: string;
  readonly absent: string;
  readonly engineRule: string;
  readonly severalRules: string;
  readonly none: string;
  /** `{}` stands for the threshold. */
  readonly threshold: string;
  readonly allCollections: string;
  readonly balanced: string;
  readonly unbalanced: string;
  readonly records: string;
  readonly documents: { readonly one: string; readonly many: string };
  readonly next: NextTexts;
  readonly terminal: TerminalTexts;
}

/** Steps that may come next; `{}` stands for a value. */
export interface NextTexts {
  readonly untouched: string;
  readonly critical: string;
  readonly quarantine: string;
  readonly conflicts: string;
  readonly duplicates: string;
  readonly different: string;
  readonly absent: string;
  readonly inconclusive: string;
  readonly again: string;
  readonly until: string;
  readonly review: string;
  readonly keep: string;
  readonly approve: string;
}

export interface TerminalTexts {
  readonly entity: string;
  readonly total: string;
  readonly migrated: string;
  readonly quarantined: string;
  readonly rate: string;
  readonly criterion: string;
  readonly threshold: string;
  readonly value: string;
  readonly duration: string;
  readonly reports: string;
}
