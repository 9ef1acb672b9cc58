import { raise } from '../error.ts';
import { callFunction } from '../functions/apply.ts';
import { type FunctionCall, isFunction } from '../functions/function-value.ts';
import { matcherOf } from '../functions/matcher.ts';
import { getField } from '../values/document.ts';
import { isDocument, view } from '../values/view.ts';

/** A match from a regular expression or from a matcher function of the expression's own. */
export interface Found {
  readonly match: unknown;
  readonly start: number;
  readonly end: number;
  readonly groups: unknown;
}

/** The matches in a text, one after the other; `next` is asked for the one after the last given. */
export interface Search {
  readonly first: Found | undefined;
  next(): Found | undefined;
}

/** Searches a text with a regular expression, or with a function that answers like one. */
export function search(text: string, pattern: unknown, call: FunctionCall): Search {
  const matcher = matcherOf(pattern);
  if (matcher !== undefined) return matcher.walk(text);
  let last = askMatcher(pattern, [text], call);
  return {
    first: asFound(last),
    next: () => {
      last = askMatcher(getField(last, 'next'), [], call);
      return asFound(last);
    },
  };
}

function askMatcher(matcher: unknown, args: readonly unknown[], call: FunctionCall): unknown {
  if (!isFunction(matcher)) raise('T1010');
  const result = callFunction(matcher, args, call.run, { position: call.position, token: undefined });
  if (!result) return result;
  const answers =
    isDocument(result) &&
    (typeof view(getField(result, 'start')) === 'number' ||
      typeof view(getField(result, 'end')) === 'number' ||
      Array.isArray(getField(result, 'groups')) ||
      isFunction(getField(result, 'next')));
  if (!answers) raise('T1010');
  return result;
}

function asFound(value: unknown): Found | undefined {
  if (value === undefined) return undefined;
  return {
    match: view(getField(value, 'match')),
    start: view(getField(value, 'start')) as number,
    end: view(getField(value, 'end')) as number,
    groups: getField(value, 'groups'),
  };
}
