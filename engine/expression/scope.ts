import { type AstNode, childrenOf, leftOf } from './ast.ts';
import { type Frame, UNBOUND } from './run.ts';

/**
 * The variables of one block, lambda or tuple step, known while compiling. Which of several scopes of a name is
 * meant can depend on whether a `:=` was reached, so a lookup has candidates, tried from the inside out.
 */
export class Scope {
  readonly parent: Scope | undefined;
  readonly #slots = new Map<string, number>();

  constructor(parent: Scope | undefined, names: Iterable<string>) {
    this.parent = parent;
    for (const name of names) this.slot(name);
  }

  /** The slot of a name, made if new. */
  slot(name: string): number {
    const known = this.#slots.get(name);
    if (known !== undefined) return known;
    const made = this.#slots.size;
    this.#slots.set(name, made);
    return made;
  }

  /** Whether it has variables, and so a frame when it runs. */
  get hasFrame(): boolean {
    return this.#slots.size > 0;
  }

  /** Its variables before anything is bound. */
  emptySlots(): unknown[] {
    return new Array(this.#slots.size).fill(UNBOUND);
  }

  /** Places where a name may be bound: frames to go up, and the slot there. */
  candidates(name: string): Candidate[] {
    const found: Candidate[] = [];
    let up = 0;
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const slot = scope.#slots.get(name);
      if (slot !== undefined) found.push({ up, slot });
      if (scope.hasFrame) up++;
    }
    return found;
  }
}

/** One place where a variable may be bound. */
export interface Candidate {
  readonly up: number;
  readonly slot: number;
}

/** The frame some scopes up. */
export function frameAt(frame: Frame, up: number): Frame {
  let at = frame;
  for (let left = up; left > 0; left--) at = at.parent as Frame;
  return at;
}

/** Names that `:=` binds right in this part of the text: not inside blocks, lambdas or tuple steps. */
export function boundNames(nodes: readonly AstNode[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: AstNode): void => {
    if (node.type === 'bind') names.add(leftOf(node).value as string);
    if (node.type === 'block' || (node.type === 'lambda' && node.thunk !== true)) {
      for (const stage of [...(node.predicate ?? []), ...(node.stages ?? [])])
        if (stage.expr) visit(stage.expr);
      node.group?.lhs.forEach((pair) => {
        pair.forEach(visit);
      });
      return;
    }
    childrenOf(node).forEach(visit);
  };
  nodes.forEach(visit);
  return names;
}
