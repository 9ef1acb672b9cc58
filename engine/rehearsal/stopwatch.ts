import type { Plan } from '../contract/index.ts';
import type { ScannedSource } from '../migration/index.ts';
import type { StepTiming } from './result.ts';

/** Steps of the manual that no mapping stands for. */
export const PREPARE_STEP = '00';
export const VERIFY_STEP = '05';

/**
 * Measures where the time of a run goes, by one monotonic clock (I15): a step's time is what its mappings and its
 * sources' reads took; the rest (writes, bookkeeping) is apportioned by documents, so that the rows add up to the run.
 */
export class Stopwatch {
  readonly #started = performance.now();
  readonly #mappings = new Map<string, number>();
  #mark = 0;
  #prepare = 0;
  #verify = 0;
  #aside = 0;

  readonly lap = (mapping: string | undefined): void => {
    const now = performance.now();
    if (mapping !== undefined)
      this.#mappings.set(mapping, (this.#mappings.get(mapping) ?? 0) + now - this.#mark);
    this.#mark = now;
  };

  /** Seconds that verification has taken so far. */
  get verifySeconds(): number {
    return this.#verify / 1000;
  }

  async prepare<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#prepare += performance.now() - started;
    }
  }

  async verify<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#verify += performance.now() - started;
    }
  }

  /** Work that is none of the run's: it counts nowhere. */
  async aside<T>(work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#aside += performance.now() - started;
    }
  }

  /** Rows by step and the total, in seconds with three decimals; the rows add up to the total exactly. */
  rows(
    plan: Plan,
    scanned: readonly ScannedSource[],
  ): { readonly timing: readonly StepTiming[]; readonly total: number } {
    const total = Math.round(performance.now() - this.#started - this.#aside);
    const verify = Math.min(total, Math.round(this.#verify));
    const rest = total - verify;
    const prepare = Math.min(rest, Math.round(this.#prepare));
    const steps = [...new Set(plan.mappings.map(({ step }) => step))].sort();
    const documents = steps.map((step) =>
      sum(scanned.filter((source) => stepOf(plan, source) === step).map((s) => s.taken)),
    );
    const own = steps.map((step) => this.#ownTime(plan, scanned, step));
    const measured = sum(own);
    const left = Math.max(0, rest - prepare - measured);
    const all = Math.max(1, sum(documents));
    const wanted = own.map((time, at) => time + (left * (documents[at] ?? 0)) / all);
    const milliseconds = toWhole(wanted, rest - prepare);
    const rows = steps.map((step, at): StepTiming => {
      const titles = plan.mappings
        .filter((mapping) => mapping.step === step)
        .map(({ title, name }) => title ?? name);
      return row(step, titles.join(' · '), documents[at] ?? 0, milliseconds[at] ?? 0);
    });
    const ends = {
      first: row(PREPARE_STEP, null, 0, prepare),
      last: row(VERIFY_STEP, null, sum(documents), verify),
    };
    return { timing: [ends.first, ...rows, ends.last], total: total / 1000 };
  }

  #ownTime(plan: Plan, scanned: readonly ScannedSource[], step: string): number {
    const mappings = plan.mappings.filter((mapping) => mapping.step === step);
    const reads = scanned
      .filter((source) => stepOf(plan, source) === step)
      .map(({ seconds }) => seconds * 1000);
    return sum(reads) + sum(mappings.map(({ name }) => this.#mappings.get(name) ?? 0));
  }
}

function stepOf(plan: Plan, scanned: ScannedSource): string | undefined {
  const source = plan.sources.find(({ name }) => name === scanned.source);
  return plan.mappings.find(({ name }) => name === source?.mapping)?.step;
}

function row(step: string, title: string | null, documents: number, milliseconds: number): StepTiming {
  const seconds = milliseconds / 1000;
  return {
    step,
    title,
    documents,
    seconds,
    seconds_per_1000: documents === 0 ? null : (seconds * 1000) / documents,
  };
}

/** Whole numbers near `wanted` that add up to `total`: the largest takes what rounding leaves. */
function toWhole(wanted: readonly number[], total: number): readonly number[] {
  const scale = sum(wanted) === 0 ? 0 : total / sum(wanted);
  const rounded = wanted.map((value) => Math.floor(value * scale));
  const largest = rounded.indexOf(Math.max(...rounded));
  return rounded.map((value, at) => (at === largest ? value + total - sum(rounded) : value));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
