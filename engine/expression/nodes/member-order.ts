import { type AstNode, childrenOf } from '../ast.ts';
import { type Compiler, Unsupported } from '../compiler.ts';
import { boundNames } from '../scope.ts';

/**
 * JSONata starts the members of an array or object constructor side by side, so a `:=` in one is not seen by the
 * next. Refuses a member that binds a variable which another member (with `repeated`, also the same one) may read.
 */
export function checkMemberOrder(members: readonly AstNode[], repeated: boolean, compiler: Compiler): void {
  members.forEach((member, index) => {
    const bound = boundNames([member]);
    if (bound.size === 0) return;
    for (const [other, reader] of members.entries()) {
      if (other === index && !repeated) continue;
      if (mayRead(reader, bound, compiler)) {
        throw new Unsupported(
          'expression.order',
          'a variable is bound in one member of a constructor and read in another',
          member,
          'bind it in a block before the constructor',
        );
      }
    }
  });
}

function mayRead(node: AstNode, names: ReadonlySet<string>, compiler: Compiler): boolean {
  if (node.type === 'variable' && names.has(String(node.value))) return true;
  const calls = node.type === 'function' || node.type === 'apply';
  if (calls && [...names].some((name) => compiler.readByLambdas.has(name))) return true;
  return readingParts(node).some((part) => mayRead(part, names, compiler));
}

/** The parts of a node without the name that a `:=` binds. */
function readingParts(node: AstNode): AstNode[] {
  return node.type === 'bind' ? childrenOf(node).filter((child) => child !== node.lhs) : childrenOf(node);
}

/** Variables read anywhere inside a lambda of this text. */
export function readInLambdas(root: AstNode): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<AstNode>();
  const visit = (node: AstNode, inLambda: boolean): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (inLambda && node.type === 'variable') names.add(String(node.value));
    const inside = inLambda || (node.type === 'lambda' && node.thunk !== true);
    for (const child of childrenOf(node)) visit(child, inside);
  };
  visit(root, false);
  return names;
}
