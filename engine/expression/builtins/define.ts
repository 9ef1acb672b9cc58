import { Native, type NativeCode } from '../functions/native.ts';
import { parseSignature } from '../signature.ts';

/**
 * Declares a built-in. `parameters` are its parameters as JSONata's own implementation names them: how many there are
 * decides what `$map` passes and which can be left open with `?`.
 */
export function builtin(
  name: string,
  signature: string,
  parameters: string,
  code: NativeCode,
  arity?: number,
): Native {
  const names = parameters === '' ? [] : parameters.split(' ');
  return new Native(name, parseSignature(signature, true), names, code, arity ?? names.length);
}

/** Declares a built-in that gives nothing when its first argument is absent. */
export function builtinOf<T>(
  name: string,
  signature: string,
  parameters: string,
  code: (first: T, rest: readonly unknown[], call: Parameters<NativeCode>[1]) => unknown,
  arity?: number,
): Native {
  return builtin(
    name,
    signature,
    parameters,
    (args, call) => (args[0] === undefined ? undefined : code(args[0] as T, args.slice(1), call)),
    arity,
  );
}
