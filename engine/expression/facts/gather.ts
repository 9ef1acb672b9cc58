import type { AstNode } from '../ast.ts';
import { BUILTINS } from '../builtins/table.ts';
import type { FunctionValue } from '../functions/function-value.ts';
import { Native } from '../functions/native.ts';
import type { Facts } from './facts.ts';
import { resultKinds } from './kinds.ts';
import { namesIn } from './names.ts';
import { readsOf } from './reads.ts';

/** Everything that a text tells without data. */
export function factsOf(
  ast: AstNode,
  functions: ReadonlyMap<string, FunctionValue>,
  declared: ReadonlySet<string> | undefined,
  constants: ReadonlyMap<string, unknown>,
): Facts {
  const names = namesIn(ast, new Set([...functions.keys(), 'eval']));
  const rebound = new Set([...(declared ?? []), ...constants.keys()]);
  const own = (name: string): boolean =>
    BUILTINS.has(name) && functions.get(name) === BUILTINS.get(name) && !rebound.has(name);
  const takesContext = (name: string, args: number): boolean => {
    const known = rebound.has(name) ? undefined : functions.get(name);
    if (!(known instanceof Native) || known.signature === undefined) return args === 0;
    return known.signature.text.includes('-') && args < known.signature.length;
  };
  return {
    ...names,
    reads: readsOf(ast, { own, takesContext }),
    resultKinds: resultKinds(ast, own),
  };
}
