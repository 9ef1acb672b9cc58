import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bindParameters, compilePlan, loadContract, type Plan } from '../../engine/contract/index.ts';
import { type Account, exportCollection } from '../../engine/migration/index.ts';
import { type StageResult, stage } from '../../engine/rehearsal/index.ts';
import {
  currentHolder,
  openDatabases,
  openEmbedded,
  openSource,
  type TargetStore,
} from '../../engine/stores/index.ts';

/** The contract's plan; a broken contract fails the test with its findings. */
export async function planOf(directory: string): Promise<Plan> {
  const { contract, findings } = await loadContract(directory);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (contract === undefined || errors.length > 0) throw new Error(JSON.stringify(findings, null, 1));
  return compilePlan(contract);
}

/** A folder for one test, removed by `done`. */
export async function scratch(): Promise<{ readonly path: string; done(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'drawer-test-'));
  return { path, done: () => rm(path, { recursive: true, force: true }) };
}

export interface Staged {
  readonly result: StageResult;
  readonly accounts: readonly Account[];
}

export interface StageSettings {
  readonly parameters: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly batch?: number;
  readonly workers?: number;
  readonly rehearsal?: boolean;
  readonly partition?: { readonly index: number; readonly count: number };
}

/** Stages a source (its databases by their usual names, where the contract has several) into an open target, with a fixed start so that nothing depends on the clock. */
export async function stageInto(
  plan: Plan,
  dump: string,
  target: TargetStore,
  directory: string,
  settings: StageSettings,
): Promise<Staged> {
  const accounts: Account[] = [];
  const usual = plan.databases.map(({ alias, usual: name }) => [alias, name ?? alias] as const);
  const source = usual.length === 0 ? await openSource(dump) : await openDatabases(new Map(usual), dump);
  const bound = bindParameters(plan.parameters, settings.parameters);
  if ('findings' in bound) throw new Error(JSON.stringify(bound.findings));
  const run = settings.run ?? 'run-1';
  try {
    const result = await stage(
      {
        plan,
        source,
        target,
        parameters: bound.parameters,
        environment: 'staging',
        ...(settings.partition === undefined ? {} : { partition: settings.partition }),
        batch: settings.batch ?? 100,
        timeoutSeconds: 60,
        workers: settings.workers ?? 1,
        showIds: true,
        ...(settings.rehearsal === undefined ? {} : { rehearsal: settings.rehearsal }),
        spool: join(directory, 'spool'),
        run: { id: run, now: new Date('2025-06-01T10:00:00.000Z') },
        holder: currentHolder(run),
        engine: { name: 'client-drawer', version: '0.0.0' },
      },
      {
        step: () => undefined,
        progress: () => undefined,
        notice: () => undefined,
        account: (account) => accounts.push(account),
      },
    );
    return { result, accounts };
  } finally {
    await source.close();
  }
}

/** Stages a dump into a new embedded store; gives the store too, for a look at what it holds. */
export async function withStaged<T>(
  plan: Plan,
  dump: string,
  settings: StageSettings,
  look: (staged: Staged, target: TargetStore, directory: string) => Promise<T>,
): Promise<T> {
  const { path, done } = await scratch();
  const target = await openEmbedded(join(path, 'target'), { create: true });
  try {
    return await look(await stageInto(plan, dump, target, path, settings), target, path);
  } finally {
    await target.close();
    await done();
  }
}

/** All drawers as canonical lines, without the volatile field. */
export async function drawerLines(plan: Plan, target: TargetStore): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of exportCollection(target, plan.target.collection, undefined)) {
    lines.push(line.replace(/,"updated_at":\{"\$date":\{"\$numberLong":"-?\d+"\}\}(?=\})/, ''));
  }
  return lines;
}
