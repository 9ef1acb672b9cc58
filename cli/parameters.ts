import { bindParameters, type Plan } from '../engine/contract/index.ts';
import { brokenParameters } from './failure.ts';
import type { Values } from './options.ts';

/** Values of a contract's parameters, as the engine takes them. */
export type Parameters = Readonly<Record<string, Date | string | number | boolean>>;

/** The plan's parameters: from `--set`, else from the environment variable of that name. */
export function parametersOf(plan: Plan, values: Values, variables: NodeJS.ProcessEnv): Parameters {
  const texts: Record<string, string> = { ...values.set };
  for (const { name } of plan.parameters) {
    const variable = variables[name];
    if (!Object.hasOwn(texts, name) && variable !== undefined && variable !== '') texts[name] = variable;
  }
  const bound = bindParameters(plan.parameters, texts);
  if ('findings' in bound) throw brokenParameters(bound.findings);
  return bound.parameters;
}
