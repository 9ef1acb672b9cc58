import type { StageResult } from '../../engine/rehearsal/index.ts';
import { formatCount, formatDuration, formatSeconds } from '../format/index.ts';
import { type Catalogue, type Language, textsOf } from '../texts/index.ts';
import { type CriterionRow, criterionRows } from './sections/criteria.ts';
import { type DispositionRow, dispositionRows } from './sections/dispositions.ts';
import {
  conflictRows,
  type ExclusionRow,
  exclusionRows,
  type PathRow,
  unreadRows,
  type WarningRow,
  warningRows,
} from './sections/findings.ts';
import { type NextStep, nextSteps } from './sections/next.ts';
import { type QuarantineEntry, quarantineEntries } from './sections/quarantine.ts';
import { type RehearsalSection, rehearsalSection } from './sections/rehearsal.ts';
import { type CollectionRow, collectionRows, type NoticeLine, noticeLines } from './sections/source.ts';
import { type TimingSection, timingSection } from './sections/timing.ts';
import { type CauseLine, causeLines, type VerdictSection, verdictSection } from './sections/verdict.ts';
import { type VolumeRow, volumeRows } from './sections/volume.ts';

/**
 * The facts labelled and formatted once, so that Markdown and HTML show the same values. Holds text, booleans and
 * lists of such only: templates neither compute nor format, they escape and arrange.
 */
export interface StagingReport {
  readonly lang: Language;
  readonly verdict: VerdictSection;
  readonly causes: readonly CauseLine[];
  readonly run: RunSection;
  readonly contract: ContractSection;
  readonly cutoff: CutoffSection;
  readonly parameters: readonly Setting[];
  readonly timing: TimingSection;
  readonly volume: readonly VolumeRow[];
  readonly drawers: Record<'total' | 'inserted' | 'changed' | 'unchanged', string>;
  readonly dispositions: readonly DispositionRow[];
  readonly quarantine: readonly QuarantineEntry[];
  readonly criticalErrors: string;
  readonly excluded: readonly ExclusionRow[];
  readonly warnings: readonly WarningRow[];
  readonly unread: readonly PathRow[];
  readonly conflicts: readonly Omit<PathRow, 'collection'>[];
  readonly duplicates: string;
  readonly verification: Record<
    'compared' | 'equal' | 'different' | 'missing' | 'duration' | 'seconds',
    string
  >;
  readonly rehearsal: RehearsalSection;
  readonly settings: SettingsSection;
  readonly criteria: readonly CriterionRow[];
  readonly collections: readonly CollectionRow[];
  readonly unused: readonly string[];
  readonly notices: readonly NoticeLine[];
  readonly next: readonly NextStep[];
  /** Whether a section has anything in it: templates ask these instead of counting. */
  readonly has: Readonly<Record<Filled, boolean>>;
  readonly idsShown: boolean;
}

type Filled =
  | 'causes'
  | 'parameters'
  | 'quarantine'
  | 'excluded'
  | 'warnings'
  | 'unread'
  | 'conflicts'
  | 'unused'
  | 'notices'
  | 'indexes'
  | 'entities'
  | 'criteria'
  | 'collections';

export interface RunSection {
  readonly id: string;
  readonly started: string;
  readonly finished: string;
  readonly duration: string;
  readonly engine: string;
  readonly sourceKind: string;
  readonly sourceLabel: string;
  readonly sourceDigest: string;
  readonly targetKind: string;
  readonly targetLabel: string;
  readonly environment: string;
}

export interface ContractSection {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly titled: boolean;
  readonly mapping: string;
  readonly policy: string;
}

export interface CutoffSection {
  readonly set: boolean;
  readonly parameter: string;
  /** In lower case, as the strategy names it (R030). */
  readonly lower: string;
  readonly value: string;
}

export interface Setting {
  readonly name: string;
  readonly value: string;
}

export interface SettingsSection {
  readonly batch: string;
  readonly timeout: string;
  readonly workers: string;
  readonly partitions: string;
  readonly indexes: readonly string[];
}

/** The facts of a staging run as a report in one language. Pure. */
export function buildStagingReport(result: StageResult, lang: Language): StagingReport {
  const texts = textsOf(lang);
  return {
    lang,
    verdict: verdictSection(result, texts),
    causes: causeLines(result, texts),
    run: runSection(result, texts),
    contract: contractSection(result),
    cutoff: cutoffSection(result),
    parameters: Object.entries(result.parameters).map(([name, value]) => ({
      name,
      value: String(value),
    })),
    timing: timingSection(result, texts),
    volume: volumeRows(result, texts),
    drawers: {
      total: formatCount(result.drawers.total),
      inserted: formatCount(result.drawers.inserted),
      changed: formatCount(result.drawers.changed),
      unchanged: formatCount(result.drawers.unchanged),
    },
    dispositions: dispositionRows(result, texts),
    quarantine: quarantineEntries(result, texts),
    criticalErrors: formatCount(result.critical_errors),
    excluded: exclusionRows(result, texts),
    warnings: warningRows(result, texts),
    unread: unreadRows(result),
    conflicts: conflictRows(result),
    duplicates: formatCount(result.duplicates),
    verification: {
      compared: formatCount(result.verification.compared),
      equal: formatCount(result.verification.equal),
      different: formatCount(result.verification.different),
      missing: formatCount(result.verification.missing),
      duration: formatDuration(result.verification.seconds),
      seconds: formatSeconds(result.verification.seconds),
    },
    rehearsal: rehearsalSection(result, texts),
    settings: {
      batch: formatCount(result.settings.batch),
      timeout: `${formatCount(result.settings.timeout_seconds)}s`,
      workers: formatCount(result.settings.workers),
      partitions: formatCount(result.settings.partitions),
      indexes: result.settings.indexes,
    },
    criteria: criterionRows(result, texts),
    collections: collectionRows(result, texts),
    unused: result.source.unused,
    notices: noticeLines(result, texts),
    next: nextSteps(result, texts),
    has: {
      causes: result.causes.length > 0,
      parameters: Object.keys(result.parameters).length > 0,
      quarantine: result.quarantine.length > 0,
      excluded: result.excluded.length > 0,
      warnings: result.warnings.length > 0,
      unread: result.unread.length > 0,
      conflicts: result.conflicts.length > 0,
      unused: result.source.unused.length > 0,
      notices: result.source.notices.length > 0,
      indexes: result.settings.indexes.length > 0,
      entities: result.entities.length > 0,
      criteria: result.criteria.length > 0,
      collections: result.source.collections.length > 0,
    },
    idsShown: result.ids_shown,
  };
}

function runSection(result: StageResult, texts: Catalogue): RunSection {
  return {
    id: result.run,
    started: result.started_at,
    finished: result.finished_at,
    duration: formatDuration(result.total_seconds),
    engine: `${result.engine.name} ${result.engine.version}`,
    sourceKind: result.source.kind,
    sourceLabel: result.source.label,
    sourceDigest: result.source.digest,
    targetKind: result.target.kind,
    targetLabel: result.target.label,
    environment: texts.environments[result.target.environment],
  };
}

function contractSection({ contract }: StageResult): ContractSection {
  return {
    name: contract.name,
    version: contract.version,
    title: contract.title ?? '',
    titled: contract.title !== null,
    mapping: contract.mapping,
    policy: contract.policy,
  };
}

function cutoffSection({ cutoff }: StageResult): CutoffSection {
  return {
    set: cutoff !== null,
    parameter: cutoff?.parameter ?? '',
    lower: cutoff?.parameter.toLowerCase() ?? '',
    value: cutoff?.value ?? '',
  };
}
