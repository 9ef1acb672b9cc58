import { ExpressionError, raise } from '../error.ts';
import type { LinearRegex, Match } from '../regex/linear-regex.ts';
import { view } from '../values/view.ts';
import { Passed } from './derived.ts';
import { Invocable } from './function-value.ts';

/** A regular expression as a value: called with a text it gives its first match, or nothing. */
export class MatcherFunction extends Invocable {
  readonly arity = 2;
  readonly regex: LinearRegex;
  readonly position: number;

  constructor(regex: LinearRegex, position: number) {
    super();
    this.regex = regex;
    this.position = position;
  }

  invoke(args: readonly unknown[]): unknown {
    const from = view(args[1]);
    const walk = this.walk(searchedText(args[0]), typeof from === 'number' ? from : 0);
    return asValue(walk.first, walk.next);
  }

  /** The matches one after the other; only the first may be empty (D1004). */
  walk(text: string, from = 0): MatchWalk {
    const search = this.regex.in(text);
    let at = from;
    const step = (): Match | undefined => {
      const found = search(at);
      if (found !== undefined) at = found.end;
      return found;
    };
    const first = step();
    const next = (): Match | undefined => {
      if (at >= text.length) return undefined;
      const found = step();
      if (found?.match === '') {
        throw new ExpressionError('D1004', { position: this.position, value: this.regex.source });
      }
      return found;
    };
    return { first, next };
  }
}

/** A first match and how to get the ones after it. */
export interface MatchWalk {
  readonly first: Match | undefined;
  readonly next: () => Match | undefined;
}

/** The regular expression behind a function argument, if it is one. */
export function matcherOf(value: unknown): MatcherFunction | undefined {
  let target = value;
  while (target instanceof Passed) target = target.target;
  return target instanceof MatcherFunction ? target : undefined;
}

function searchedText(value: unknown): string {
  const seen = view(value);
  return typeof seen === 'object' && seen !== null ? raise('U1006') : String(seen);
}

/** A match as expressions see it. */
function asValue(found: Match | undefined, next: () => Match | undefined): unknown {
  if (found === undefined) return undefined;
  const { match, start, end, groups } = found;
  return { match, start, end, groups, next: new NextMatch(next) };
}

class NextMatch extends Invocable {
  readonly arity = 0;
  readonly #next: () => Match | undefined;

  constructor(next: () => Match | undefined) {
    super();
    this.#next = next;
  }

  invoke(): unknown {
    return asValue(this.#next(), this.#next);
  }
}
