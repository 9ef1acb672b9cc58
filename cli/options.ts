import { type Command, InvalidArgumentError, Option } from 'commander';
import { readDate } from '../engine/contract/index.ts';
import type { Partition } from '../engine/migration/index.ts';

/** What the options of all commands give. */
export interface Values {
  readonly json?: boolean;
  readonly contract?: string;
  readonly source?: string;
  readonly target?: string;
  readonly set?: Readonly<Record<string, string>>;
  /** Parameters as `drawer.yaml` gives them. */
  readonly declared?: Readonly<Record<string, string>>;
  /** Databases by alias, as the call gives them. */
  readonly database?: Readonly<Record<string, string>>;
  /** Databases by alias, as `drawer.yaml` gives them. */
  readonly databases?: Readonly<Record<string, string>>;
  readonly env?: 'staging' | 'production';
  readonly lang?: 'es' | 'en';
  readonly out?: string;
  readonly batch?: number;
  readonly timeout?: number;
  readonly workers?: number;
  readonly rate?: number;
  readonly output?: string;
  readonly partition?: Partition;
  readonly step?: string;
  /** Of `reconcile` an instant, of `explain` a collection. */
  readonly from?: Date | string;
  readonly to?: Date;
  readonly collection?: string;
  readonly showIds?: boolean;
  readonly rehearsal?: boolean;
  readonly phase?: string;
  readonly trial?: boolean;
  readonly only?: readonly string[];
  readonly withRecords?: boolean;
  readonly csv?: boolean;
  readonly code?: string;
  readonly showDocument?: boolean;
  readonly reason?: string;
  readonly by?: string;
  readonly approve?: string;
  readonly quietHours?: number;
  readonly watchHours?: number;
  readonly backup?: string;
  readonly version?: string;
  readonly guess?: boolean;
  readonly showValues?: boolean;
  readonly delete?: boolean;
  readonly yes?: boolean;
  readonly full?: string;
  readonly confirm?: string;
  readonly watch?: boolean;
  readonly sarif?: boolean;
  readonly today?: string;
  readonly update?: boolean;
  readonly junit?: string;
  readonly doc?: string;
  readonly client?: string;
  readonly sample?: number;
  readonly seed?: number;
  readonly min?: number;
  readonly mutate?: boolean;
  readonly mask?: boolean;
  readonly format?: 'text' | 'md' | 'html' | 'json' | 'sarif' | 'junit';
  readonly failOn?: 'breaking' | 'review' | 'compatible' | 'cosmetic';
  readonly git?: string;
}

/** Adds one option, or a few that belong together, to a command. */
export type OptionPart = (command: Command) => void;

/** Adds several. */
export function takes(command: Command, ...parts: readonly OptionPart[]): void {
  for (const part of parts) part(command);
}

export const json: OptionPart = (command) =>
  command.option('--json', 'one JSON document on standard output, everything else on standard error');

export const contract: OptionPart = (command) =>
  command.option(
    '--contract <dir>',
    'folder of a contract version (default: that of drawer.yaml, else the newest under contracts/)',
  );

export const source: OptionPart = (command) =>
  command.option(
    '--source <store>',
    'where legacy documents come from: the folder of a dump, embedded:DIR or a mongodb:// URI',
  );

export const databases: OptionPart = (command) =>
  command.option(
    '--database <alias=store>',
    'a database of the contract: a store, or its name within --source; repeat it for more (else drawer.yaml)',
    collectDatabase,
  );

export const target: OptionPart = (command) =>
  command.option('--target <store>', 'where drawers are: embedded:DIR or a mongodb:// URI');

export const parameters: OptionPart = (command) =>
  command.option(
    '--set <name=value>',
    'a parameter of the contract; repeat it for more (else the environment variable of that name, else drawer.yaml)',
    collectSetting,
  );

export const environment: OptionPart = (command) =>
  command.addOption(
    new Option('--env <environment>', 'what the target is (default: staging)').choices([
      'staging',
      'production',
    ]),
  );

export const language: OptionPart = (command) =>
  command.addOption(
    new Option('--lang <language>', 'language of reports (default: es)').choices(['es', 'en']),
  );

export const reportsFolder: OptionPart = (command) =>
  command.option('--out <dir>', 'folder of reports and working files (default: out)');

export const pace: OptionPart = (command) =>
  command
    .option('--batch <n>', 'clients per write (default: 1000)', atLeastOne)
    .option('--timeout <seconds>', 'how long a server may take to answer (default: 120)', atLeastOne)
    .option('--workers <n>', 'groups of clients in work at once (default: 1)', atLeastOne);

export const rate: OptionPart = (command) =>
  command.option('--rate <n>', 'at most so many source documents per second', atLeastOne);

export const planFile: OptionPart = (command) =>
  command.option('-o, --output <file>', 'where the plan is kept, for apply');

export const partition: OptionPart = (command) =>
  command.option('--partition <i/n>', 'only the i-th of n parts of the clients', partOf);

export const step: OptionPart = (command) =>
  command.option('--step <nn>', 'only what this step of the contract writes (default: all steps)');

export const period: OptionPart = (command) =>
  command
    .option('--from <instant>', 'only documents from this instant on, e.g. 2025-02-01T00:00:00Z', instantOf)
    .option('--to <instant>', 'only documents before this instant', instantOf);

export const showIds: OptionPart = (command) =>
  command.option('--show-ids', 'ids of documents and clients as they are instead of hashed');

export const sampleSize: OptionPart = (command) =>
  command
    .option('--sample <n>', 'so many documents, drawn by --seed (default: 1)', atLeastOne)
    .option('--seed <s>', 'which ones: the same seed draws the same (default: 1)', atLeastOne);

export const mask: OptionPart = (command) =>
  command.option('--mask', 'values by their type alone and ids hashed, for screens that others see');

export const quietHours: OptionPart = (command) =>
  command.option(
    '--quiet-hours <n>',
    'for how many hours nothing may have been written to the collections (default: 24)',
    atLeastOne,
  );

export const watchHours: OptionPart = (command) =>
  command.option(
    '--watch-hours <n>',
    'how many hours must lie between the last migration and this (default: 48)',
    atLeastOne,
  );

function collectSetting(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const match = /^([A-Za-z][A-Za-z0-9_]*)=(.*)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('It is written NAME=VALUE.');
  const [, name = '', value = ''] = match;
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError(`${name} is set twice.`);
  return { ...before, [name]: value };
}

function collectDatabase(
  text: string,
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const match = /^([A-Za-z][A-Za-z0-9_-]*)=(.+)$/s.exec(text);
  if (match === null) throw new InvalidArgumentError('It is written ALIAS=STORE.');
  const [, alias = '', store = ''] = match;
  if (Object.hasOwn(before, alias)) throw new InvalidArgumentError(`${alias} is given twice.`);
  return { ...before, [alias]: store };
}

function atLeastOne(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < 1) {
    throw new InvalidArgumentError('It is a whole number from 1.');
  }
  return value;
}

function instantOf(text: string): Date {
  const read = readDate(text);
  if ('fault' in read)
    throw new InvalidArgumentError('It is a date and a time with a zone, like 2025-02-01T00:00:00Z.');
  return read.date;
}

function partOf(text: string): Partition {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (!(index >= 1 && index <= count && count <= 4096))
    throw new InvalidArgumentError('It is i/n with 1 ≤ i ≤ n ≤ 4096.');
  return { index, count };
}
