/**
 * What a staging run says, as facts: the JSON that `stage --json` prints and `informe-staging.json` holds, and the
 * only input of the staging report. Counts are integers, times ISO text in UTC, durations seconds; document ids are
 * already hashed unless the caller asked to show them.
 */
export interface StageResult {
  readonly command: 'stage';
  readonly run: string;
  readonly verdict: 'accepted' | 'rejected' | 'inconclusive';
  /** Why the verdict is not `accepted`, the gravest cause first. */
  readonly causes: readonly { readonly code: string; readonly message: string }[];
  readonly started_at: string;
  readonly finished_at: string;
  readonly engine: { readonly name: string; readonly version: string };
  readonly contract: {
    readonly name: string;
    readonly version: string;
    readonly title: string | null;
    readonly mapping: string;
    readonly policy: string;
  };
  /** Name of the cutoff parameter, null when the contract has none. */
  readonly cutoff: { readonly parameter: string; readonly value: string } | null;
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly source: {
    readonly kind: string;
    readonly label: string;
    readonly digest: string;
    readonly collections: readonly SourceCollection[];
    /** Collections of the source that no source of the contract reads. */
    readonly unused: readonly string[];
    readonly notices: readonly { readonly code: string; readonly message: string; readonly place: string }[];
  };
  readonly target: {
    readonly kind: string;
    readonly label: string;
    readonly environment: 'staging' | 'production';
  };
  readonly settings: {
    readonly batch: number;
    readonly timeout_seconds: number;
    readonly workers: number;
    readonly partitions: number;
    readonly indexes: readonly string[];
  };
  readonly entities: readonly EntityResult[];
  readonly quarantine: readonly QuarantineGroup[];
  /** Documents that the contract leaves out by rule, by reason; those of approved exclusions are in no group. */
  readonly excluded: readonly ExclusionGroup[];
  readonly warnings: readonly WarningGroup[];
  readonly unread: readonly { readonly collection: string; readonly path: string; readonly count: number }[];
  /** Values in the target that are somebody else's and were kept. */
  readonly conflicts: readonly { readonly path: string; readonly count: number }[];
  readonly drawers: {
    readonly total: number;
    readonly inserted: number;
    readonly changed: number;
    readonly unchanged: number;
  };
  readonly duplicates: number;
  readonly critical_errors: number;
  readonly verification: {
    readonly compared: number;
    readonly equal: number;
    readonly different: number;
    readonly missing: number;
    readonly seconds: number;
  };
  /** The rehearsal of the rollback; null when it was not asked for. */
  readonly rehearsal: RehearsalResult | null;
  readonly criteria: readonly CriterionResult[];
  readonly timing: readonly StepTiming[];
  readonly total_seconds: number;
  /** True when ids are shown as they are. */
  readonly ids_shown: boolean;
  readonly reports: readonly string[];
}

/** What the rehearsal of the rollback, in a copy of the target, has proved. */
export interface RehearsalResult {
  /** True when everything was as before, nothing was left, and migrating again gave the target's drawers. */
  readonly proven: boolean;
  /** What was compared: collections, and documents in them. */
  readonly collections: number;
  readonly documents: number;
  readonly drawers: { readonly removed: number; readonly restored: number; readonly cut: number };
  readonly links: number;
  readonly images: number;
  /** Places that could not be taken back. */
  readonly left: number;
  /** Collections that were not as before afterwards. */
  readonly differing: readonly string[];
  /** Drawers that, migrated again, are not those of the target. */
  readonly different: number;
  /** How long the rollback alone took. */
  readonly rollback_seconds: number;
  /** The whole rehearsal without the copy. */
  readonly seconds: number;
}

export interface SourceCollection {
  readonly source: string;
  readonly collection: string;
  readonly title: string | null;
  /** False when the source has no such collection: said aloud, never silence (I19). */
  readonly present: boolean;
  readonly documents: number;
  readonly bytes: number;
  readonly sha256: string | null;
}

export interface Dispositions {
  readonly total: number;
  readonly migrated: number;
  readonly already_present: number;
  readonly superseded: number;
  readonly after_cutoff: number;
  readonly quarantined: number;
  readonly excluded: number;
}

/** `landed / of` as integers; `percent` has two decimals, cut, and is null when `of` is 0 (I14). */
export interface MatchRate {
  readonly landed: number;
  readonly of: number;
  readonly percent: string | null;
}

export interface EntityResult extends Dispositions {
  readonly entity: string;
  readonly title: string | null;
  readonly step: string;
  readonly collections: Readonly<Record<string, Dispositions>>;
  readonly match: MatchRate;
}

/** Quarantined documents with one root cause: a code at one place of the contract in one collection. */
export interface QuarantineGroup {
  readonly code: string;
  readonly severity: 'record' | 'critical';
  readonly entity: string;
  readonly collection: string;
  readonly count: number;
  /** Whose documents they are, as far as that is known. */
  readonly clients: number;
  /** `mappings/…yaml:12:5`; null when the rule is the engine's own. */
  readonly where: string | null;
  /** What it means and what to do, from the contract; null where the engine's own text serves. */
  readonly note: string | null;
  readonly fix: string | null;
  /** Every document, hashed; `detail` says more without personal data (a path, a type). */
  readonly documents: readonly { readonly id: string; readonly detail: string | null }[];
}

export interface WarningGroup {
  readonly code: string;
  readonly entity: string;
  readonly collection: string;
  /** How often; `documents` says on how many documents. */
  readonly count: number;
  readonly documents: number;
  readonly clients: number;
  readonly where: string | null;
  readonly note: string | null;
  readonly fix: string | null;
}

export interface ExclusionGroup {
  readonly code: string;
  readonly entity: string;
  readonly collection: string;
  readonly documents: number;
  /** Whose documents they are, as far as that is known. */
  readonly clients: number;
  readonly where: string | null;
  readonly note: string | null;
}

export interface CriterionResult {
  readonly metric: string;
  readonly title: string | null;
  /** `≥ 95`, `0`: the operator as it was compared (I05). */
  readonly threshold: string;
  readonly value: string | null;
  readonly state: 'met' | 'not_met' | 'not_applicable';
}

/** Monotonic time of a step; the rows add up to `total_seconds` (I15). */
export interface StepTiming {
  readonly step: string;
  readonly title: string | null;
  readonly documents: number;
  readonly seconds: number;
  readonly seconds_per_1000: number | null;
}
