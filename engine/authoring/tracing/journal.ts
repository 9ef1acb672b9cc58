import { BsonDocument, EncodeError, encode, isDocument } from '../../bson/index.ts';
import type { ExpressionText, Instrument } from '../../contract/index.ts';
import type { SyntaxPart, Watch } from '../../expression/index.ts';

import { Reach } from './reach.ts';

/** A value that a part of an expression, or of a function that it calls, gave. */
export interface Step {
  readonly of: ExpressionText;
  readonly part: SyntaxPart;
  readonly value: unknown;
}

/** One evaluation of an expression, with what it saw: enough to repeat it. */
export interface Evaluation {
  readonly of: ExpressionText;
  readonly input: unknown;
  /** Variables by name, as they were when it began. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly steps: readonly Step[];
  /** Undefined when it found nothing, or failed. */
  readonly result: unknown;
  readonly error: unknown;
}

/** Steps beyond these are not kept: a loop over a long list is no explanation. */
const mostSteps = 400;

/** Records the evaluations of a contract's expressions while something asks it to. */
export class Journal {
  readonly #evaluations: Mutable<Evaluation>[] = [];
  #current: Mutable<Evaluation> | undefined;
  #recording = false;

  /** To read the contract with. */
  readonly instrument: Instrument = (of) => ({ watch: this.#watch(of) });
  /** Counts all evaluations, recorded or not. */
  readonly reach = new Reach();

  /** What has been recorded so far, in order. */
  get evaluations(): readonly Evaluation[] {
    return this.#evaluations;
  }

  /** Records while `work` runs, from nothing. */
  record<T>(work: () => T): T {
    this.forget();
    this.#recording = true;
    try {
      return work();
    } finally {
      this.#recording = false;
      this.#current = undefined;
    }
  }

  forget(): void {
    this.#evaluations.length = 0;
  }

  /** The last evaluation of the expression at a place: the same object that the contract has. */
  last(place: ExpressionText['place'] | undefined): Evaluation | undefined {
    return this.#evaluations.findLast((evaluation) => evaluation.of.place === place);
  }

  #watch(of: ExpressionText): Watch {
    const counted = this.reach.watch(of);
    return {
      started: (input, bindings) => {
        if (!this.#recording) return;
        const variables = kept(of.text, bindings as Readonly<Record<string, unknown>> | undefined);
        const begun = { of, input: still(input), variables, steps: [], result: undefined, error: undefined };
        this.#evaluations.push(begun);
        this.#current = begun;
      },
      value: (part, value) => {
        counted.value?.(part, value);
        const at = this.#current;
        if (at !== undefined && at.steps.length < mostSteps) at.steps.push({ of, part, value });
      },
      gave: (result) => {
        counted.gave?.(result);
        this.#end('result', result);
      },
      failed: (error) => this.#end('error', error),
    };
  }

  #end(key: 'result' | 'error', value: unknown): void {
    if (this.#current !== undefined) this.#current[key] = value;
    this.#current = undefined;
  }
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] };

/** The variables that a text names. */
function kept(
  text: string,
  bindings: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, unknown>> {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(bindings ?? {})) {
    if (value !== undefined && text.includes(`$${name}`)) copy[name] = still(value);
  }
  return copy;
}

/** What is still being built is kept as it is now. */
function still(value: unknown): unknown {
  if (value instanceof BsonDocument || !isDocument(value)) return value;
  try {
    return new BsonDocument(encode(value));
  } catch (error) {
    if (error instanceof EncodeError || error instanceof TypeError) return value;
    throw error;
  }
}
