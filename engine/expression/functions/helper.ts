import type { HelperContext, HelperDefinition } from '../effects.ts';
import { ExpressionError, raise } from '../error.ts';
import { parseSignature } from '../signature.ts';
import type { FunctionCall } from './function-value.ts';
import { Native } from './native.ts';

/** A helper as a function that expressions can call. */
export function helperFunction(helper: HelperDefinition): Native {
  const signature = parseSignature(helper.signature, true);
  const parameters = Array.from({ length: signature.length }, (_, index) => `p${index + 1}`);
  return new Native(helper.name, signature, parameters, (args, call) => {
    const result = helper.run(args, contextOf(helper.name, call));
    if (result instanceof Promise) raise('U1007');
    return result;
  });
}

function contextOf(name: string, call: FunctionCall): HelperContext {
  const { run, position } = call;
  return {
    now: run.now,
    position,
    warn: (code, value) => run.effects?.warn?.(code, value, position),
    fail: (code, message) => {
      run.effects?.fail?.(code, message, position);
      throw new ExpressionError(code, { message, position, token: name });
    },
  };
}
