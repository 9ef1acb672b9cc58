import { type ContractExpression, formatPath } from '../../contract/index.ts';
import type { DossierDocument } from '../../transform/index.ts';
import { expressionsOf } from '../expressions.ts';
import type { ClientTrace } from '../tracing/client-trace.ts';
import type { Evaluation } from '../tracing/journal.ts';
import type { ReadValue } from './explanation.ts';
import { rawAt } from './working.ts';

/** The `let` names of a mapping that an expression uses, itself or through one another, in their order. */
export function letsOf(
  trace: ClientTrace,
  expression: ContractExpression,
  mapping: string,
): readonly { readonly name: string; readonly value: ContractExpression }[] {
  const lets = trace.traced.contract.mappings.find(({ name }) => name === mapping)?.let ?? [];
  const needed = new Set(expression.compiled.variables.map(({ name }) => name));
  for (const { name, value } of [...lets].reverse())
    if (needed.has(name)) for (const variable of value.compiled.variables) needed.add(variable.name);
  return lets.filter(({ name }) => needed.has(name));
}

/** The expression of the contract that an evaluation ran. */
export function expressionAt(trace: ClientTrace, evaluation: Evaluation): ContractExpression | undefined {
  return expressionsOf(trace.traced.contract).find(
    ({ expression }) => expression.place === evaluation.of.place,
  )?.expression;
}

/** The values of a legacy document that an expression reads: directly, and through what its variables stand for. */
export function readsOf(
  trace: ClientTrace,
  expression: ContractExpression,
  document: DossierDocument,
  through?: string,
): readonly ReadValue[] {
  const { contract } = trace.traced;
  const source = contract.sources.find(({ name }) => name === document.source.name);
  const reads: ReadValue[] = [];
  const add = (path: readonly string[], via: string | undefined, from = document.document): void => {
    const shown = formatPath(path);
    if (path.length === 0 || reads.some((read) => read.path === shown)) return;
    reads.push({ path: shown, value: rawAt(from, path), through: via });
  };
  const addAll = (of: ContractExpression | undefined, via: string | undefined): void => {
    for (const read of of?.compiled.reads ?? []) {
      if (read.variable === undefined) add(read.path, via);
      else if (read.variable === 'parent') add(read.path, '$parent', document.whole);
    }
  };
  addAll(expression, through);
  for (const { name } of expression.compiled.variables) {
    if (name === 'date') for (const date of source?.dates ?? []) addAll(date, '$date');
    if (name === 'client') addAll(source?.client, '$client');
    if (name === 'id') add(['_id'], '$id', document.whole);
  }
  return reads;
}
