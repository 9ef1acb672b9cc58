import type { Finding } from '../engine/contract/index.ts';
import type { Ending } from './exit.ts';

/** Why a command ended without doing what it was asked for; the boundary tells it and sets the exit code. */
export class CommandFailure extends Error {
  readonly ending: Ending;
  /** Stable code for `--json`. */
  readonly code: string;
  readonly hint: string | undefined;
  readonly findings: readonly Finding[];

  constructor(
    ending: Ending,
    code: string,
    message: string,
    detail: { readonly hint?: string; readonly findings?: readonly Finding[]; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: detail.cause });
    this.name = 'CommandFailure';
    this.ending = ending;
    this.code = code;
    this.hint = detail.hint;
    this.findings = detail.findings ?? [];
  }
}

/** The call itself is wrong (exit code 2). */
export function wrongCall(message: string, hint?: string): CommandFailure {
  return new CommandFailure('wrong', 'call.wrong', message, hint === undefined ? {} : { hint });
}

/** The contract has errors and the command needs a sound one (exit code 2). */
export function brokenContract(directory: string, findings: readonly Finding[]): CommandFailure {
  return new CommandFailure('wrong', 'contract.broken', `the contract ${directory} has errors`, {
    findings,
    hint: 'drawer check shows them all',
  });
}

/** Parameters are missing or are not what the contract takes (exit code 2). */
export function brokenParameters(findings: readonly Finding[]): CommandFailure {
  return new CommandFailure('wrong', 'parameters.wrong', 'the parameters are not what the contract takes', {
    findings,
    hint: 'set one with --set NAME=VALUE',
  });
}

/** A gate, lease or approval stands in the way (exit code 3). */
export function refused(code: string, message: string, hint?: string): CommandFailure {
  return new CommandFailure('refused', code, message, hint === undefined ? {} : { hint });
}
