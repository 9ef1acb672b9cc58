/** A token of an expression's text. */
interface Token {
  readonly start: number;
  readonly end: number;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The tokens of a text that parses, to find where its parts end: the parser tells only where they begin. Regular
 * expressions are given, because a `/` alone does not tell.
 */
export class TextTokens {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  /** Where each opening bracket is closed. */
  readonly #closings = new Map<number, number>();

  constructor(text: string, regexes: ReadonlyMap<number, number>) {
    this.#text = text;
    const open: number[] = [];
    for (let at = skipSpace(text, 0); at < text.length; ) {
      const end = regexes.has(at) ? at + (regexes.get(at) ?? 1) : tokenEnd(text, at);
      const char = text[at] as string;
      this.#tokens.push({ start: at, end });
      if (Object.hasOwn(CLOSING, char)) open.push(at);
      else if (end === at + 1 && ')]}'.includes(char)) this.#closings.set(open.pop() ?? at, end);
      at = skipSpace(text, end);
    }
  }

  /** The token that begins at an offset, or stands there. */
  at(offset: number): Token {
    let low = 0;
    let high = this.#tokens.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#tokens[middle] as Token).start <= offset) low = middle;
      else high = middle - 1;
    }
    return this.#tokens[low] ?? { start: 0, end: this.#text.length };
  }

  /** The token behind another. */
  after(token: Token): Token {
    return this.at(skipSpace(this.#text, token.end));
  }

  /** Where a part ends that begins at `start` and reaches `end` at least: behind all brackets that it opens. */
  closed(start: number, end: number, called: boolean): number {
    let reach = end;
    if (called) {
      const next = skipSpace(this.#text, end);
      if (this.#closings.has(next) && '(['.includes(this.#text[next] ?? '')) reach = next + 1;
    }
    for (const [open, close] of [...this.#closings].sort(([a], [b]) => a - b)) {
      if (open >= start && open < reach && close > reach) reach = close;
    }
    return reach;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && ' \t\n\r\v'.includes(text[at] as string)) at++;
    if (!text.startsWith('/*', at)) return at;
    const end = text.indexOf('*/', at + 2);
    at = end < 0 ? text.length : end + 2;
  }
}

function tokenEnd(text: string, at: number): number {
  const char = text[at] as string;
  if (char === '"' || char === "'") return quotedEnd(text, at, char);
  if (char === '`') return text.indexOf('`', at + 1) < 0 ? text.length : text.indexOf('`', at + 1) + 1;
  for (const operator of [':=', '!=', '>=', '<=', '**', '..', '~>', '?:', '??'])
    if (text.startsWith(operator, at)) return at + 2;
  const number = /^\d+(?:\.\d+)?(?:[Ee][-+]?\d+)?/.exec(text.slice(at, at + 400));
  if (number !== null) return at + number[0].length;
  if ('.[]{}(),@#;:?+-*/%|=<>^&!~'.includes(char)) return at + 1;
  let end = at + 1;
  while (end < text.length && !' \t\n\r\v.[]{}(),@#;:?+-*/%|=<>^&!~'.includes(text[end] as string)) end++;
  return end;
}

function quotedEnd(text: string, at: number, quote: string): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === quote) return end + 1;
  }
  return text.length;
}
