import { type SyntaxPart, syntaxParts } from '../../expression/index.ts';
import type { Placed } from '../expressions.ts';
import type { Reach } from '../tracing/reach.ts';

/** One of the ways that a text can go. */
export interface Way {
  /** Offset in the text of what decides. */
  readonly offset: number;
  /** The text that decides. */
  readonly text: string;
  readonly way: string;
  readonly taken: boolean;
}

/**
 * The ways that the parts of an expression can go, and whether they were: what a condition gives when it holds and
 * when not, a value and its default, and whether the right side of `and` and `or` was asked or the left one decided.
 */
export function waysOf({ expression }: Placed, reach: Reach): readonly Way[] {
  const { text, place } = expression;
  const whole = syntaxParts(text);
  if (whole === undefined) return [];
  const times = (part: SyntaxPart | undefined): number => (part === undefined ? 0 : reach.times(place, part));
  const ways: Way[] = [];
  const visit = (part: SyntaxPart): void => {
    const say = (way: string, taken: boolean): void => {
      ways.push({ offset: part.start, text: text.slice(part.start, part.end), way, taken });
    };
    const [first, second, third] = part.children;
    if (part.kind === 'condition') {
      const held = third === undefined ? times(second) : times(part) - times(third);
      say('when it holds', held > 0);
      say('when it does not hold', times(part) > held);
    } else if (part.kind === 'default') {
      say('when there is a value', times(part) > times(second));
      say('its default', times(second) > 0);
    } else if (part.kind === 'operation' && (part.value === 'and' || part.value === 'or')) {
      say(`decided by ${text.slice(first?.start, first?.end)}`, times(part) > times(second));
      say(`decided by ${text.slice(second?.start, second?.end)}`, times(second) > 0);
    }
    part.children.forEach(visit);
  };
  visit(whole);
  return ways;
}
