import type { AstNode } from '../ast.ts';
import { both, NOWHERE, type ReadLog, type Sources } from './source.ts';

/** What is known of functions by name. */
export interface FunctionFacts {
  /** Whether a name means JSONata's function here. */
  readonly own: (name: string) => boolean;
  /** Whether another function, called with so many arguments, may take the context for a missing one. */
  readonly takesContext: (name: string, args: number) => boolean;
}

/** Follows nodes to the places their values come from; see `Flow`. */
export interface Follower extends FunctionFacts {
  readonly log: ReadLog;
  follow(node: AstNode, context: Sources, scope: FlowScope): Sources;
  look(node: AstNode, context: Sources, scope: FlowScope): void;
  take(node: AstNode, context: Sources, scope: FlowScope): void;
  lambdaValue(node: AstNode, context: Sources, scope: FlowScope, parameters: readonly Sources[]): Sources;
}

/** Variables of the text: from which places each one's values come. */
export class FlowScope {
  readonly parent: FlowScope | undefined;
  readonly #known = new Map<string, Sources>();
  readonly #bound = new Set<string>();

  constructor(parent: FlowScope | undefined, names: Iterable<string>) {
    this.parent = parent;
    for (const name of names) this.#known.set(name, NOWHERE);
  }

  /** Adds places to a variable of this scope. */
  add(name: string, sources: Sources): void {
    this.#bound.add(name);
    this.#known.set(name, both(this.#known.get(name) ?? NOWHERE, sources));
  }

  /** The scope that binds a name, the nearest first. */
  holder(name: string): FlowScope | undefined {
    return this.#known.has(name) ? this : this.parent?.holder(name);
  }

  /** Whether a variable has been bound in the part of the text followed so far. */
  isBound(name: string): boolean {
    return this.#bound.has(name);
  }

  get(name: string): Sources {
    return this.#known.get(name) ?? NOWHERE;
  }
}
