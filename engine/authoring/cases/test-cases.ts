import type { CaseModel, Plan } from '../../contract/index.ts';
import { explainPath } from '../explain/explain.ts';
import type { Explanation } from '../explain/explanation.ts';
import { type ClientTrace, traceClient } from '../tracing/client-trace.ts';
import type { TracedContract } from '../tracing/traced-contract.ts';
import { type CaseCoverage, coverageOf, Events } from './case-coverage.ts';
import { type CaseDifference, compareCase } from './compare-case.ts';
import { type CaseRun, runCase } from './run-case.ts';

/** A difference, with what explains the value that came out. */
export interface ExplainedDifference {
  readonly difference: CaseDifference;
  /** Of a value in a drawer that the client has. */
  readonly explanation: Explanation | undefined;
}

/** How a case came out. */
export interface CaseResult {
  readonly model: CaseModel;
  readonly outcome: 'passed' | 'failed' | 'unusable';
  readonly differences: readonly ExplainedDifference[];
}

/** How all cases of a contract came out. */
export interface TestResult {
  readonly cases: readonly CaseResult[];
  /** What they reach. */
  readonly coverage: CaseCoverage;
}

/** Runs all cases of a contract; those whose parameters cannot be bound are unusable, and checking says why. */
export function testCases(traced: TracedContract): TestResult {
  traced.journal.reach.forget();
  const events = new Events();
  const cases = traced.cases.map((model) => testCase(traced, model, events));
  return { cases, coverage: coverageOf(traced, events) };
}

function testCase(traced: TracedContract, model: CaseModel, events: Events): CaseResult {
  const traces = new Map<string, ClientTrace>();
  const run = runTraced(traced, model, (trace) => {
    events.note(trace);
    traces.set(trace.outcome.drawerId, trace);
  });
  if (run === undefined) return { model, outcome: 'unusable', differences: [] };
  const differences = compareCase(traced.plan, model, run).map((difference): ExplainedDifference => {
    const trace = difference.kind === 'value' ? traces.get(difference.drawer) : undefined;
    if (difference.kind !== 'value' || trace === undefined) return { difference, explanation: undefined };
    return { difference, explanation: explainPath(trace, difference.path) };
  });
  return { model, outcome: differences.length === 0 ? 'passed' : 'failed', differences };
}

/** Runs a case with every client's work traced. */
export function runTraced(
  traced: TracedContract,
  model: CaseModel,
  heard: (trace: ClientTrace) => void,
): CaseRun | undefined {
  return runCase(traced.plan, model, (gathered, stored, context) => {
    const trace = traceClient(traced, gathered, stored, context);
    heard(trace);
    return trace.difference;
  });
}

/** Runs a case without tracing: for who only wants to know whether it passes. */
export function passes(plan: Plan, model: CaseModel): boolean {
  const run = runCase(plan, model);
  return run !== undefined && compareCase(plan, model, run).length === 0;
}
