import { ignoringCase } from './case-folding.ts';
import { type CodeSet, codeSet, complement, DIGITS, LINE_ENDS, SPACE, WORD } from './code-set.ts';
import { type Pattern, Untranslatable } from './pattern.ts';

const SHORTHANDS: Readonly<Record<string, CodeSet>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/**
 * Takes the source of a JavaScript regular expression (no u flag, syntax already accepted by RegExp) apart.
 * Raises Untranslatable for look-around and back-references.
 */
export function parsePattern(source: string, ignoreCase: boolean): Pattern {
  return new PatternReader(source, ignoreCase).read();
}

class PatternReader {
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  read(): Pattern {
    return this.#choice();
  }

  #peek(): string {
    return this.#source.charAt(this.#at);
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #choice(): Pattern {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return options.length === 1 ? (options[0] as Pattern) : { kind: 'choice', options };
  }

  #sequence(): Pattern {
    const items: Pattern[] = [];
    while (this.#at < this.#source.length && this.#peek() !== '|' && this.#peek() !== ')') {
      items.push(this.#repeated(this.#atom()));
    }
    return { kind: 'sequence', items };
  }

  #repeated(body: Pattern): Pattern {
    const match = this.#match(/(?:([*+?])|\{(\d+)(,?)(\d*)\})(\??)/y);
    if (match === null) return body;
    const [, symbol, low = '', comma, high = '', lazy] = match;
    const min = symbol === undefined ? Number(low) : symbol === '+' ? 1 : 0;
    const max = symbol === undefined ? maximum(min, comma, high) : symbol === '?' ? 1 : Infinity;
    return { kind: 'repeat', body, min, max, lazy: lazy === '?' };
  }

  #atom(): Pattern {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return this.#class();
    if (this.#take('.')) return { kind: 'set', set: complement(LINE_ENDS) };
    if (this.#take('^')) return { kind: 'assertion', text: '^' };
    if (this.#take('$')) return { kind: 'assertion', text: '$' };
    if (this.#take('\\b')) return { kind: 'assertion', text: '\\b' };
    if (this.#take('\\B')) return { kind: 'assertion', text: '\\B' };
    if (this.#take('\\')) return this.#set(this.#escape(false));
    const code = this.#source.charCodeAt(this.#at++);
    return this.#set([[code, code]]);
  }

  #set(set: CodeSet): Pattern {
    return { kind: 'set', set: this.#ignoreCase ? ignoringCase(set) : set };
  }

  #group(): Pattern {
    let captures = true;
    if (this.#take('?:')) captures = false;
    else if (this.#match(/\?<[^=!>]+>/y) === null && this.#take('?')) {
      throw new Untranslatable('look-ahead and look-behind are not supported');
    }
    const body = this.#choice();
    this.#take(')');
    return { kind: 'group', captures, body };
  }

  #class(): Pattern {
    const negated = this.#take('^');
    const ranges: (readonly [number, number])[] = [];
    while (this.#at < this.#source.length && !this.#take(']')) {
      const low = this.#member();
      if (
        this.#peek() !== '-' ||
        this.#source.charAt(this.#at + 1) === ']' ||
        this.#at + 1 >= this.#source.length
      ) {
        ranges.push(...low);
        continue;
      }
      this.#at++;
      const high = this.#member();
      if (isSingle(low) && isSingle(high)) ranges.push([low[0][0], high[0][1]]);
      else ranges.push(...low, [0x2d, 0x2d], ...high);
    }
    const set = codeSet(ranges);
    const folded = this.#ignoreCase ? ignoringCase(set) : set;
    return { kind: 'set', set: negated ? complement(folded) : folded };
  }

  #member(): CodeSet {
    if (this.#take('\\')) return this.#escape(true);
    const code = this.#source.charCodeAt(this.#at++);
    return [[code, code]];
  }

  #escape(inClass: boolean): CodeSet {
    const shorthand = SHORTHANDS[this.#peek()];
    if (shorthand !== undefined) {
      this.#at++;
      return shorthand;
    }
    const code = this.#escapedCode(inClass);
    return [[code, code]];
  }

  #escapedCode(inClass: boolean): number {
    const hex = this.#match(/x([0-9a-fA-F]{2})/y) ?? this.#match(/u([0-9a-fA-F]{4})/y);
    if (hex !== null) return Number.parseInt(hex[1] as string, 16);
    const control = this.#match(/c([a-zA-Z])/y);
    if (control !== null) return (control[1] as string).charCodeAt(0) % 32;
    if (this.#match(/0(?![0-9])/y) !== null) return 0;
    const symbol = this.#peek();
    if (/[0-9]/.test(symbol) || symbol === 'k' || symbol === 'c') {
      throw new Untranslatable('back-references and octal escapes are not supported');
    }
    this.#at++;
    if (inClass && symbol === 'b') return 8;
    return CONTROLS[symbol] ?? symbol.charCodeAt(0);
  }
}

function maximum(min: number, comma: string | undefined, high: string): number {
  if (comma !== ',') return min;
  return high === '' ? Infinity : Number(high);
}

function isSingle(set: CodeSet): set is readonly [readonly [number, number]] {
  return set.length === 1 && set[0]?.[0] === set[0]?.[1];
}
