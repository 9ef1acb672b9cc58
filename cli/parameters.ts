import { bindParameters, type Parameters, type Plan } from '../engine/contract/index.ts';
import { brokenParameters } from './failure.ts';
import type { Values } from './options.ts';

/** The plan's parameters: from `--set`, else the environment variable of that name, else `drawer.yaml`. */
export function parametersOf(plan: Plan, values: Values, variables: NodeJS.ProcessEnv): Parameters {
  const fromVariables: Record<string, string> = {};
  for (const { name } of plan.parameters) {
    const variable = variables[name];
    if (variable !== undefined && variable !== '') fromVariables[name] = variable;
  }
  const bound = bindParameters(plan.parameters, { ...values.declared, ...fromVariables, ...values.set });
  if ('findings' in bound) throw brokenParameters(bound.findings);
  return bound.parameters;
}
