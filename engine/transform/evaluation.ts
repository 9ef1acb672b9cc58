import type { BsonValue, DraftDocument } from '../bson/index.ts';
import {
  type Computation,
  ContractRefusal,
  type Effects,
  type LeafPlan,
  type MappingPlan,
  type Scope,
} from '../contract/index.ts';
import { ExpressionError } from '../expression/index.ts';
import type { LeafResult } from './leaves.ts';
import type { Fault, Warning } from './outcome.ts';

/** Hears what a leaf gave for the document that is worked on. */
export type LeafListener = (leaf: LeafPlan, result: LeafResult) => void;

/** Collects the warnings that expressions raise while one document is worked on. */
export class DocumentEffects implements Effects {
  readonly warnings: Warning[] = [];
  /** The expression at work, whose place a warning gets. */
  at: Computation | undefined;
  /** Hears what leaves give, for explanations. */
  readonly heard: LeafListener | undefined;
  #kept = 0;

  constructor(heard?: LeafListener) {
    this.heard = heard;
  }

  /** Keeps what has been said so far through every {@link restart}. */
  keep(): void {
    this.#kept = this.warnings.length;
  }

  /** Forgets what an attempt said that came to nothing, so that the next one does not say it twice. */
  restart(): void {
    this.warnings.length = this.#kept;
  }

  warn(code: string, _value?: unknown, position?: number): void {
    const where = position === undefined ? this.at?.place : this.at?.placeOf(position);
    this.warnings.push({ code, where });
  }

  fail(code: string, message: string): never {
    throw new ContractRefusal(code, message);
  }
}

/** A fault of the data, on its way to the document it belongs to. */
export class DataFault extends Error {
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** Runs one computation; what it says of the data becomes a {@link DataFault} with the place in the contract. */
export function run(
  computation: Computation,
  input: unknown,
  scope: Scope,
  now: Date,
  effects: DocumentEffects,
): BsonValue | undefined {
  effects.at = computation;
  try {
    return computation.run(input, scope, now, effects);
  } catch (error) {
    throw asDataFault(error, computation);
  }
}

/** Gives the result of `work`, or the fault of the data that stopped it. */
export function attempt<T>(work: () => T): { readonly value: T } | { readonly fault: Fault } {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof DataFault) return { fault: error.fault };
    throw error;
  }
}

/** The scope with the mapping's `let` names that `needed` asks for, evaluated in their order. */
export function withLets(
  mapping: MappingPlan,
  needed: ReadonlySet<string>,
  input: unknown,
  scope: PlainScope,
  now: Date,
  effects: DocumentEffects,
): PlainScope {
  for (const { name, value } of mapping.let) {
    if (needed.has(name)) scope[name] = run(value, input, scope, now, effects);
  }
  return scope;
}

/** A scope under construction. */
export type PlainScope = Record<string, unknown>;

/** An object for variables, free of any prototype. */
export function newScope(entries: PlainScope): PlainScope {
  return Object.assign(Object.create(null) as DraftDocument, entries) as PlainScope;
}

function asDataFault(error: unknown, computation: Computation): unknown {
  if (error instanceof ContractRefusal) {
    return new DataFault({ code: error.code, where: computation.place, detail: error.message });
  }
  if (error instanceof ExpressionError) {
    const where = computation.placeOf(error.position ?? 0);
    return new DataFault({ code: 'expression.failed', where, detail: error.code });
  }
  return error;
}
