import { CommanderError } from 'commander';
import type { BackupFailure } from '../engine/backup/index.ts';
import { formatFinding } from '../engine/contract/index.ts';
import type {
  BudgetSpent,
  DeploymentRefused,
  ExclusionRefused,
  NoCutoff,
  Paused,
} from '../engine/migration/index.ts';
import type { RecoveryRefused } from '../engine/recovery/index.ts';
import type { RetirementRefused } from '../engine/retirement/index.ts';
import type { StoreFailure } from '../engine/stores/index.ts';
import type { DuplicateRefused } from '../engine/verification/index.ts';
import { type Ending, exits } from './exit.ts';
import { CommandFailure } from './failure.ts';
import { lossLine } from './loss.ts';
import type { Output } from './output.ts';

/** A failure as it is told: lines for people, the same facts for `--json`. */
interface Told {
  readonly ending: Ending;
  readonly lines: readonly string[];
  readonly error: Readonly<Record<string, unknown>>;
}

/**
 * The one place where failures end: says what happened, shortly and without a stack trace, and gives the exit code.
 * `DRAWER_DEBUG=1` adds the stack trace, for who repairs the product.
 */
export function tellFailure(error: unknown, command: string, output: Output, debug: boolean): number {
  const told = describe(error);
  for (const line of told.lines) output.tell(line);
  if (debug && error instanceof Error) output.tell(error.stack ?? String(error));
  if (output.json && told.ending !== 'done') {
    output.document({ command, exit: exits[told.ending].code, error: told.error });
  }
  return exits[told.ending].code;
}

/**
 * Failures of the engine by their names. Its stages are not loaded here, because a call that fails before it needs one
 * should not wait for it.
 */
const described: Readonly<Record<string, (error: never) => Told>> = {
  StoreFailure: (error: StoreFailure) => describeStore(error),
  BackupFailure: (error: BackupFailure) => describeBackup(error),
  BudgetSpent: ({ code, message }: BudgetSpent) =>
    describeStop(code, message, 'see quarantine list; the same command goes on once the cause is settled'),
  NoCutoff: ({ message }: NoCutoff) => ({
    ending: 'wrong',
    lines: [`drawer: ${message} [reconcile.no_cutoff]`],
    error: { code: 'reconcile.no_cutoff', message },
  }),
  Paused: ({ message }: Paused) =>
    describeStop('paused', message, 'remove the file that pauses it and run the same command again'),
  DeploymentRefused: (error: DeploymentRefused) => describeDeployment(error),
  RetirementRefused: (error: RetirementRefused) => describeRefusal(error),
  DuplicateRefused: ({ code, message, hint }: DuplicateRefused) => ({
    ending: code === 'duplicates.unknown' ? 'wrong' : 'refused',
    lines: [`drawer: ${message} [${code}]`, hint],
    error: { code, message, hint },
  }),
  ExclusionRefused: (error: ExclusionRefused) => describeRefusal(error),
  RecoveryRefused: (error: RecoveryRefused) => describeRecovery(error),
};

function describe(error: unknown): Told {
  if (error instanceof CommandFailure) return describeFailure(error);
  if (error instanceof CommanderError) return describeCall(error);
  if (error instanceof Error && Object.hasOwn(described, error.name))
    return (described[error.name] as (error: Error) => Told)(error);
  if (isSystemError(error)) return describeSystem(error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    ending: 'defect',
    lines: [
      `drawer: ${firstLine(message)}`,
      'This is a defect of the product, not of your contract or data. DRAWER_DEBUG=1 shows where it happened.',
    ],
    error: { code: 'defect', message: firstLine(message) },
  };
}

function describeFailure(error: CommandFailure): Told {
  return {
    ending: error.ending,
    lines: [
      `drawer: ${error.message}`,
      ...error.findings.map(formatFinding),
      ...(error.hint === undefined ? [] : [error.hint]),
    ],
    error: {
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      ...(error.findings.length === 0 ? {} : { findings: error.findings }),
    },
  };
}

/** Commander has told its own errors already, and asks for an end after help and version. */
function describeCall(error: CommanderError): Told {
  if (error.exitCode === 0) return { ending: 'done', lines: [], error: {} };
  const message = error.message.replace(/^error: /, '');
  return { ending: 'wrong', lines: [], error: { code: 'call.wrong', message } };
}

function describeStore(error: StoreFailure): Told {
  const { code, message, place, hint, offset, lastGoodId } = error;
  return {
    ending: code === 'store.locked' ? 'refused' : 'outside',
    lines: [
      `drawer: ${message}`,
      `  ${place}${offset === undefined ? '' : `, byte ${offset}`} [${code}]`,
      ...(lastGoodId === undefined ? [] : [`  last sound document: ${lastGoodId}`]),
      ...(hint === '' ? [] : [hint]),
    ],
    error: {
      code,
      message,
      place,
      ...(hint === '' ? {} : { hint }),
      ...(offset === undefined ? {} : { offset }),
      ...(lastGoodId === undefined ? {} : { last_good_id: lastGoodId }),
    },
  };
}

/** What is in the way of a restore is a refusal: nothing was changed, and something is to be done first. */
const backupRefusals: ReadonlySet<string> = new Set([
  'restore.not_empty',
  'restore.records',
  'restore.system',
]);

function describeBackup({ code, message, place, hint }: BackupFailure): Told {
  return {
    ending: backupRefusals.has(code) ? 'refused' : 'outside',
    lines: [`drawer: ${message}`, `  ${place} [${code}]`, hint],
    error: { code, message, place, hint },
  };
}

function describeStop(code: string, message: string, hint: string): Told {
  return { ending: 'stopped', lines: [`drawer: ${message} [${code}]`, hint], error: { code, message, hint } };
}

function describeDeployment({ code, message }: DeploymentRefused): Told {
  const unknown = code === 'environment.unknown';
  const hint = unknown ? 'say it once with --env staging or --env production' : 'what is recorded stays';
  const ending = unknown ? 'wrong' : 'refused';
  return { ending, lines: [`drawer: ${message} [${code}]`, hint], error: { code, message, hint } };
}

function describeRefusal(refusal: RetirementRefused | ExclusionRefused): Told {
  const { code, message, hint } = refusal;
  const gates = 'gates' in refusal && refusal.gates !== undefined ? { gates: refusal.gates } : {};
  return {
    ending: 'refused',
    lines: [`drawer: ${message} [${code}]`, hint],
    error: { code, message, hint, ...gates },
  };
}

function describeRecovery({ code, message, hint, loss, confirmation }: RecoveryRefused): Told {
  return {
    ending: 'refused',
    lines: [...(loss ?? []).map(lossLine), `drawer: ${message} [${code}]`, hint],
    error: {
      code,
      message,
      hint,
      ...(loss === undefined ? {} : { loss: loss.map(({ content: _, others: __, ...facts }) => facts) }),
      ...(confirmation === undefined ? {} : { confirmation }),
    },
  };
}

function describeSystem(error: NodeJS.ErrnoException): Told {
  const what = `${error.syscall ?? 'system call'} failed: ${error.code ?? error.message}`;
  return {
    ending: 'outside',
    lines: [`drawer: ${what}`, ...(error.path === undefined ? [] : [`  ${error.path}`])],
    error: { code: 'system', message: what, ...(error.path === undefined ? {} : { place: error.path }) },
  };
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
