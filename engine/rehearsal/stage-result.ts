import type { Plan } from '../contract/index.ts';
import {
  type DispositionCounts,
  dispositions,
  percentText,
  type Rate,
  type Tally,
} from '../migration/index.ts';
import { gravityOf } from '../transform/index.ts';
import { judgeCriteria } from './criteria.ts';
import { indexText } from './indexes.ts';
import { idMask } from './mask.ts';
import type {
  CriterionResult,
  Dispositions,
  EntityResult,
  ExclusionGroup,
  QuarantineGroup,
  StageResult,
  StepTiming,
  WarningGroup,
} from './result.ts';
import type { StageFacts } from './stage.ts';

interface Cause {
  readonly code: string;
  readonly message: string;
}

/** The facts of a staging run as its result. */
export function stageResult(
  facts: StageFacts,
  time: { readonly timing: readonly StepTiming[]; readonly total: number },
  finished: Date,
): StageResult {
  const { request, scanned, migration, verification, duplicates } = facts;
  const { plan } = request;
  const { tally, run } = migration;
  const entities = entitiesOf(plan, tally);
  const systematic = systematicFaults(plan, tally);
  const quarantine = quarantineGroups(facts);
  const critical = criticalErrors(facts, quarantine, systematic);
  const match = new Map(entities.map(({ entity, match: { landed, of } }) => [entity, { landed, of }]));
  const criteria = judgeCriteria(plan, { match, criticalErrors: critical, duplicates: duplicates.length });
  const unread = unreadRows(plan, tally);
  const rehearsal = facts.rehearsal ?? null;
  const causes = [
    ...systematic,
    ...unreadCause(plan, unread.length),
    ...rehearsalCause(rehearsal),
    ...unmet(criteria),
  ];
  return {
    command: 'stage',
    run: run.id,
    verdict: verdictOf(criteria, causes),
    causes,
    started_at: run.now.toISOString(),
    finished_at: finished.toISOString(),
    engine: request.engine,
    contract: { name: plan.name, version: plan.version, title: plan.title ?? null, ...plan.digests },
    cutoff: cutoffOf(plan, request.parameters),
    parameters: Object.fromEntries(
      Object.entries(request.parameters).map(([name, value]) => [name, plainOf(value)]),
    ),
    source: sourceOf(facts),
    target: { kind: request.target.kind, label: request.target.label, environment: request.environment },
    settings: {
      batch: request.batch,
      timeout_seconds: request.timeoutSeconds,
      workers: request.workers,
      partitions: request.partition?.count ?? 1,
      indexes: plan.target.indexes.map(indexText),
    },
    entities,
    quarantine,
    excluded: exclusionGroups(plan, tally),
    warnings: warningGroups(plan, tally),
    unread,
    conflicts: [...tally.conflicts].map(([path, count]) => ({ path, count })).sort(by('path')),
    drawers: { ...tally.drawers },
    duplicates: duplicates.length,
    critical_errors: critical,
    verification: {
      compared: verification.compared,
      equal: verification.equal,
      different: verification.different,
      missing: verification.missing,
      seconds: Math.round(facts.verifySeconds * 1000) / 1000,
    },
    rehearsal,
    criteria,
    timing: time.timing,
    total_seconds: time.total,
    ids_shown: request.showIds,
    reports: [],
  };

  function sourceOf({ request: { source } }: StageFacts): StageResult['source'] {
    const titles = new Map(plan.sources.map(({ name, title }) => [name, title ?? null]));
    return {
      kind: source.kind,
      label: source.label,
      digest: scanned.digest,
      collections: scanned.sources.map(({ source: name, collection, present, documents, bytes, sha256 }) => ({
        source: name,
        collection,
        title: titles.get(name) ?? null,
        present,
        documents,
        bytes,
        sha256: sha256 ?? null,
      })),
      unused: scanned.unused,
      notices: facts.notices.map(({ code, message, place }) => ({ code, message, place })),
    };
  }
}

function entitiesOf(plan: Plan, tally: Tally): readonly EntityResult[] {
  return plan.mappings.map((mapping) => {
    const rows = mapping.sources.map(({ name }) => [name, countsOf(tally, name)] as const);
    const whole = rows.reduce((sum, [, row]) => added(sum, row), zero());
    return {
      entity: mapping.name,
      title: mapping.title ?? null,
      step: mapping.step,
      collections: Object.fromEntries(rows),
      ...whole,
      match: matchOf(whole),
    };
  });
}

/** `of` leaves out what was superseded, after the cutoff or excluded (design §7). */
function matchOf(row: DispositionCounts): EntityResult['match'] {
  const rate: Rate = {
    landed: row.migrated + row.already_present,
    of: row.total - row.superseded - row.after_cutoff - row.excluded,
  };
  return { ...rate, percent: percentText(rate) };
}

function countsOf(tally: Tally, source: string): Dispositions {
  const counts = tally.counts.get(source);
  const row = zero();
  for (const name of dispositions) row[name] = counts?.[name] ?? 0;
  row.total = dispositions.reduce((sum, name) => sum + row[name], 0);
  return row;
}

type Row = { -readonly [K in keyof Dispositions]: number };

function zero(): Row {
  return {
    total: 0,
    migrated: 0,
    already_present: 0,
    superseded: 0,
    after_cutoff: 0,
    quarantined: 0,
    excluded: 0,
  };
}

function added(a: Dispositions, b: Dispositions): Row {
  const sum = zero();
  for (const name of ['total', ...dispositions] as const) sum[name] = a[name] + b[name];
  return sum;
}

function quarantineGroups({ request, scanned, migration }: StageFacts): readonly QuarantineGroup[] {
  const { plan, showIds } = request;
  const show = idMask(scanned.digest, showIds);
  const groups = [...migration.tally.quarantine.values()].map((group): QuarantineGroup => {
    const source = plan.sources.find(({ name }) => name === group.source);
    const documents = group.documents
      .map(({ id, detail }) => ({ id: show(group.source, id), detail: detail ?? null }))
      .sort(by('id'));
    return {
      code: group.code,
      severity: gravityIn(plan, group.code),
      entity: source?.mapping ?? '',
      collection: group.source,
      count: documents.length,
      clients: group.clients.size,
      where: group.where ?? null,
      note: group.note ?? null,
      fix: group.fix ?? null,
      documents,
    };
  });
  return groups.sort(
    (a, b) => b.count - a.count || compare(a.code, b.code) || compare(a.collection, b.collection),
  );
}

function exclusionGroups(plan: Plan, tally: Tally): readonly ExclusionGroup[] {
  const groups = [...tally.excluded.values()].map(({ code, source, where, note, documents, clients }) => ({
    code,
    entity: plan.sources.find(({ name }) => name === source)?.mapping ?? '',
    collection: source,
    documents,
    clients: clients.size,
    where: where ?? null,
    note: note ?? null,
  }));
  return groups.sort(
    (a, b) => b.documents - a.documents || compare(a.code, b.code) || compare(a.collection, b.collection),
  );
}

function warningGroups(plan: Plan, tally: Tally): readonly WarningGroup[] {
  const groups = [...tally.warnings.values()].map(
    ({ code, source, places, note, fix, count, documents, clients }) => {
      const [place = null] = places;
      return {
        code,
        entity: plan.sources.find(({ name }) => name === source)?.mapping ?? '',
        collection: source,
        count,
        documents,
        clients: clients.size,
        where: places.size === 1 ? place : null,
        note: note ?? null,
        fix: fix ?? null,
      };
    },
  );
  return groups.sort(
    (a, b) => b.count - a.count || compare(a.code, b.code) || compare(a.collection, b.collection),
  );
}

function unreadRows(plan: Plan, tally: Tally): StageResult['unread'] {
  if (plan.policy.unread === 'ignore') return [];
  return [...tally.unread]
    .map(([key, count]) => {
      const [collection = '', path = ''] = key.split('\u0000');
      return { collection, path, count };
    })
    .sort((a, b) => compare(a.collection, b.collection) || b.count - a.count || compare(a.path, b.path));
}

/** A source whose every document fails: the contract or the dump is wrong, not the documents. */
function systematicFaults(plan: Plan, tally: Tally): readonly Cause[] {
  return plan.sources.flatMap(({ name }): readonly Cause[] => {
    const row = countsOf(tally, name);
    if (row.total === 0 || row.quarantined !== row.total) return [];
    const groups = [...tally.quarantine.values()].filter(({ source }) => source === name);
    const [worst] = groups.sort((a, b) => b.documents.length - a.documents.length);
    const where = worst?.where === undefined ? '' : ` (${worst.where})`;
    return [
      {
        code: 'source.systematic',
        message: `${name}: ${row.total}/${row.total} ${worst?.code ?? ''}${where}`,
      },
    ];
  });
}

function criticalErrors(
  facts: StageFacts,
  groups: readonly QuarantineGroup[],
  systematic: readonly Cause[],
): number {
  const set = groups
    .filter(({ severity }) => severity === 'critical')
    .reduce((sum, { count }) => sum + count, 0);
  return set + systematic.length + facts.verification.mismatched;
}

function gravityIn(plan: Plan, code: string): 'record' | 'critical' {
  return plan.policy.severity[code] === 'critical' ? 'critical' : gravityOf(code);
}

function unreadCause(plan: Plan, rows: number): readonly Cause[] {
  return plan.policy.unread === 'error' && rows > 0 ? [{ code: 'source.unread', message: `${rows}` }] : [];
}

function rehearsalCause(rehearsal: StageResult['rehearsal']): readonly Cause[] {
  if (rehearsal === null || rehearsal.proven) return [];
  const { differing, different, left } = rehearsal;
  return [{ code: 'rehearsal.failed', message: [...differing, `${different} ≠`, `${left} …`].join(', ') }];
}

function unmet(criteria: readonly CriterionResult[]): readonly Cause[] {
  return criteria
    .filter(({ state }) => state !== 'met')
    .map(({ metric, title, threshold, value, state }) => ({
      code: state === 'not_met' ? 'criterion.not_met' : 'criterion.not_applicable',
      message: `${title ?? metric}: ${value ?? 'N/A'} (${threshold})`,
    }));
}

/** Only all criteria met is accepted (R064); nothing measured is neither passed nor failed (I13). */
function verdictOf(criteria: readonly CriterionResult[], causes: readonly Cause[]): StageResult['verdict'] {
  if (causes.some(({ code }) => code !== 'criterion.not_applicable')) return 'rejected';
  return criteria.length > 0 && causes.length === 0 ? 'accepted' : 'inconclusive';
}

function cutoffOf(plan: Plan, parameters: StageFacts['request']['parameters']): StageResult['cutoff'] {
  const value = plan.cutoff === undefined ? undefined : parameters[plan.cutoff];
  return plan.cutoff === undefined || !(value instanceof Date)
    ? null
    : { parameter: plan.cutoff, value: value.toISOString() };
}

function plainOf(value: Date | string | number | boolean): string | number | boolean {
  return value instanceof Date ? value.toISOString() : value;
}

function by<K extends string>(
  key: K,
): (a: Readonly<Record<K, string>>, b: Readonly<Record<K, string>>) => number {
  return (a, b) => compare(a[key], b[key]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
