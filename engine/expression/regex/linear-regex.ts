import { RE2JS } from 're2js';
import { raise } from '../error.ts';
import { burn } from '../meter.ts';
import { parsePattern } from './parse-pattern.ts';
import { checkRepetitions, type Pattern, some } from './pattern.ts';
import { freeBlock, moveText, writePattern } from './write-pattern.ts';

/** One match: positions are UTF-16 offsets; a group that took no part is undefined. */
export interface Match {
  readonly match: string;
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | undefined)[];
}

/**
 * A regular expression searched in linear time (T56) with JavaScript's answers. Making one raises Untranslatable or
 * an error of RE2 for what cannot be searched so; searching raises U1005 for the few texts where answers could differ.
 */
export class LinearRegex {
  readonly source: string;
  readonly #pattern: Pattern;
  readonly #multiline: boolean;
  readonly #hasLineAnchor: boolean;
  readonly #compiled = new Map<number | undefined, RE2JS>();

  constructor(source: string, flags: string) {
    this.source = source;
    this.#pattern = parsePattern(source, flags.includes('i'));
    checkRepetitions(this.#pattern);
    this.#multiline = flags.includes('m');
    this.#hasLineAnchor =
      this.#multiline &&
      some(this.#pattern, (part) => part.kind === 'assertion' && (part.text === '^' || part.text === '$'));
    this.#engine(undefined);
  }

  #engine(block: number | undefined): RE2JS {
    let engine = this.#compiled.get(block);
    if (engine === undefined) {
      engine = RE2JS.compile(writePattern(this.#pattern, block), this.#multiline ? RE2JS.MULTILINE : 0);
      this.#compiled.set(block, engine);
    }
    return engine;
  }

  /** A searcher of one text. */
  in(text: string): (from: number) => Match | undefined {
    if (this.#hasLineAnchor && /[\r\u2028\u2029]/.test(text)) raise('U1005');
    const moved = /[\ud800-\udfff]/.test(text);
    const block = moved ? freeBlock(text) : undefined;
    if (moved && block === undefined) raise('U1005');
    const matcher = this.#engine(block).matcher(block === undefined ? text : moveText(text, block));
    const groups = matcher.groupCount();
    return (from) => {
      burn(1 + ((text.length - from) >> 3));
      if (!matcher.find(from)) return undefined;
      const start = matcher.start(0);
      const end = matcher.end(0);
      const captured: (string | undefined)[] = [];
      for (let group = 1; group <= groups; group++) {
        const first = matcher.start(group);
        captured.push(first < 0 ? undefined : text.slice(first, matcher.end(group)));
      }
      return { match: text.slice(start, end), start, end, groups: captured };
    };
  }
}
