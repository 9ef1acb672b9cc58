import { type AstNode, leftOf, pairsOf, part } from '../ast.ts';
import { boundNames } from '../scope.ts';
import { callFlow } from './call-flow.ts';
import type { Read } from './facts.ts';
import { FlowScope, type Follower, type FunctionFacts } from './flow-scope.ts';
import { both, fieldOf, NOWHERE, ReadLog, type Source, type Sources } from './source.ts';

/** Nested blocks are followed twice each, down to this depth. */
const MOST_ROUNDS = 6;

/** Follows values through a text to see which places of the input they come from. */
class Flow implements Follower {
  readonly log = new ReadLog();
  readonly own: (name: string) => boolean;
  readonly takesContext: (name: string, args: number) => boolean;

  constructor(functions: FunctionFacts) {
    this.own = functions.own;
    this.takesContext = functions.takesContext;
  }

  /** The places a node's value comes from, in a context that comes from others. Counts what is read on the way. */
  follow(node: AstNode, context: Sources, scope: FlowScope): Sources {
    let sources = this.#raw(node, context, scope);
    for (const filter of node.predicate ?? []) this.look(part(filter.expr), sources, scope);
    if (node.group !== undefined && node.type !== 'path') {
      this.#pairs(node.group.lhs, sources, scope);
      sources = NOWHERE;
    }
    return sources;
  }

  /** Follows a node whose value is only looked at: compared, counted, tested. */
  look(node: AstNode, context: Sources, scope: FlowScope): void {
    this.log.add(this.follow(node, context, scope), false);
  }

  /** Follows a node whose value is used as a whole, in a way that is not followed further. */
  take(node: AstNode, context: Sources, scope: FlowScope): void {
    this.log.add(this.follow(node, context, scope), true);
  }

  #raw(node: AstNode, context: Sources, scope: FlowScope): Sources {
    switch (node.type) {
      case 'path':
        return this.#path(node, context, scope);
      case 'name':
        return fieldOf(context, String(node.value), node.position ?? 0);
      case 'variable':
        return this.#variable(node, context, scope);
      case 'wildcard':
      case 'descendant':
        this.log.add(context, true);
        return NOWHERE;
      case 'parent':
        this.log.addAll(node.position ?? 0);
        return NOWHERE;
      case 'condition':
        this.look(part(node.condition), context, scope);
        return both(
          this.follow(part(node.then), context, scope),
          node.else === undefined ? NOWHERE : this.follow(node.else, context, scope),
        );
      case 'block':
        return this.#block(node, context, scope);
      case 'bind': {
        const name = String(leftOf(node).value);
        const sources = this.follow(part(node.rhs), context, scope);
        const holder = scope.holder(name) ?? scope;
        // A variable that moves further down each time it is bound may end anywhere below.
        this.log.add(
          holder.get(name).filter((known) => sources.some((next) => isBelow(next, known))),
          true,
        );
        holder.add(name, sources);
        return sources;
      }
      case 'function':
      case 'apply':
        return callFlow(node, context, scope, this);
      case 'lambda':
        this.lambda(node, context, scope, []);
        return NOWHERE;
      default:
        return this.#operands(node, context, scope);
    }
  }

  #operands(node: AstNode, context: Sources, scope: FlowScope): Sources {
    if (node.type === 'unary' && node.value === '[') {
      return both(...(node.expressions ?? []).map((member) => this.follow(member, context, scope)));
    }
    if (node.type === 'unary' && node.value === '{') {
      this.#pairs(pairsOf(node), context, scope);
    } else if (node.type === 'binary') {
      const whole = ['&', '=', '!=', 'in'].includes(String(node.value));
      for (const side of [leftOf(node), part(node.rhs)]) {
        if (whole) this.take(side, context, scope);
        else this.look(side, context, scope);
      }
    } else if (node.type === 'unary') {
      this.look(part(node.expression), context, scope);
    } else if (node.type === 'partial') {
      for (const arg of node.arguments ?? []) if (arg.type !== 'operator') this.take(arg, context, scope);
      if (node.procedure !== undefined) this.take(node.procedure, context, scope);
    } else if (node.type === 'transform') {
      for (const each of [node.pattern, node.update, node.delete])
        if (each !== undefined) this.take(each, NOWHERE, scope);
    }
    return NOWHERE;
  }

  /** Follows a lambda's body with what is known of its parameters; its value is used as a whole. */
  lambda(node: AstNode, context: Sources, scope: FlowScope, parameters: readonly Sources[]): void {
    this.log.add(this.lambdaValue(node, context, scope, parameters), true);
  }

  /** The places a lambda's value comes from. */
  lambdaValue(node: AstNode, context: Sources, scope: FlowScope, parameters: readonly Sources[]): Sources {
    const body = part(node.body);
    if (node.thunk === true) return this.follow(body, context, scope);
    const inner = new FlowScope(scope, [
      ...(node.arguments ?? []).map((parameter) => String(parameter.value)),
      ...boundNames([body]),
    ]);
    (node.arguments ?? []).forEach((parameter, index) => {
      inner.add(String(parameter.value), parameters[index] ?? NOWHERE);
    });
    return this.#twice(() => this.follow(body, context, inner));
  }

  #block(node: AstNode, context: Sources, scope: FlowScope): Sources {
    const parts = node.expressions ?? [];
    const inner = new FlowScope(scope, boundNames(parts));
    return this.#twice(() => parts.reduce<Sources>((_, each) => this.follow(each, context, inner), NOWHERE));
  }

  /** A second round sees what the first one bound, for variables that are read before their `:=` in the text. */
  #twice(round: () => Sources): Sources {
    if (this.#depth > MOST_ROUNDS) return round();
    this.#depth++;
    const first = round();
    const second = round();
    this.#depth--;
    return both(first, second);
  }
  #depth = 0;

  #path(node: AstNode, context: Sources, scope: FlowScope): Sources {
    const inner = new FlowScope(scope, []);
    let current = context;
    for (const step of node.steps ?? []) {
      if (step.type === 'sort') {
        for (const term of step.terms ?? []) this.look(term.expression, current, inner);
      } else {
        const found = this.follow(step, current, inner);
        if (step.focus !== undefined) inner.add(step.focus, found);
        else current = found;
      }
      for (const name of positionNames(step)) inner.add(name, NOWHERE);
      for (const stage of step.stages ?? [])
        if (stage.expr !== undefined) this.look(stage.expr, current, inner);
    }
    if (node.group === undefined) return current;
    this.#pairs(node.group.lhs, current, inner);
    return NOWHERE;
  }

  #pairs(pairs: readonly (readonly [AstNode, AstNode])[], context: Sources, scope: FlowScope): void {
    for (const [key, value] of pairs) {
      this.look(key, context, scope);
      this.take(value, context, scope);
    }
  }

  #variable(node: AstNode, context: Sources, scope: FlowScope): Sources {
    const name = String(node.value);
    const position = node.position ?? 0;
    if (name === '') return context.map((source) => ({ ...source, position }));
    const holder = scope.holder(name);
    if (holder !== undefined && this.#depth > MOST_ROUNDS && !holder.isBound(name)) this.log.addAll(position);
    if (holder !== undefined) return holder.get(name).map((source) => ({ ...source, position }));
    if (name === '$') return [{ variable: undefined, path: [], position }];
    return this.own(name) ? NOWHERE : [{ variable: name, path: [], position }];
  }
}

function isBelow(place: Source, other: Source): boolean {
  return (
    place.variable === other.variable &&
    place.path.length > other.path.length &&
    other.path.every((name, index) => name === place.path[index])
  );
}

function positionNames(step: AstNode): string[] {
  const names = (step.stages ?? []).flatMap((stage) => (stage.type === 'index' ? [String(stage.value)] : []));
  return step.index === undefined ? names : [step.index, ...names];
}

/** The places of the input and of outer variables that an expression reads, never fewer than it does. */
export function readsOf(root: AstNode, functions: FunctionFacts): Read[] {
  const flow = new Flow(functions);
  const input: Sources = [{ variable: undefined, path: [], position: root.position ?? 0 }];
  const scope = new FlowScope(undefined, boundNames([root]));
  flow.follow(root, input, scope);
  flow.take(root, input, scope);
  return flow.log.all();
}
