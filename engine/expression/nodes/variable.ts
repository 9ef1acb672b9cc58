import type { AstNode } from '../ast.ts';
import { type Compiler, Unsupported } from '../compiler.ts';
import { type Evaluate, type Frame, outerBinding, UNBOUND } from '../run.ts';
import { type Candidate, frameAt, type Scope } from '../scope.ts';
import { isOuter } from '../values/sequence.ts';

/** `$` (the context), `$$` (the root) or a variable, raw (before unwrapping). */
export function compileVariable(node: AstNode, scope: Scope, compiler: Compiler): Evaluate {
  const name = String(node.value);
  if (name === '') return (input) => (isOuter(input) ? input[0] : input);
  if (compiler.forbidden.has(name) && scope.candidates(name).length === 0 && !compiler.constants.has(name)) {
    throw new Unsupported('expression.forbidden', `$${name} is not allowed`, node);
  }
  return compileLookup(name, scope, compiler);
}

/** The value of a variable by name: bound in the text, from outside, or a known function. */
export function compileLookup(name: string, scope: Scope, compiler: Compiler): Evaluate {
  const outside = compileOutside(name, compiler);
  return scope.candidates(name).reduceRight(inFront, outside);
}

function inFront(next: Evaluate, candidate: Candidate): Evaluate {
  const { up, slot } = candidate;
  if (up === 0) {
    return (input, frame) => {
      const value = frame.slots[slot];
      return value === UNBOUND ? next(input, frame) : value;
    };
  }
  return (input, frame) => {
    const value = frameAt(frame, up).slots[slot];
    return value === UNBOUND ? next(input, frame) : value;
  };
}

function compileOutside(name: string, compiler: Compiler): Evaluate {
  if (name === '$') return (_, frame) => frame.run.root;
  const constant = compiler.constants.has(name);
  const known = constant ? compiler.constants.get(name) : compiler.functions.get(name);
  if (compiler.declared !== undefined && !compiler.declared.has(name)) return () => known;
  return (_, frame: Frame) => {
    const value = outerBinding(frame.run.bindings, name);
    return value === UNBOUND ? known : value;
  };
}
