import type { Random } from './random.ts';
import { HOSTILE_NAMES, NAMES } from './random-document.ts';

/** Writes random expressions of the language's grammar; most of them parse. */
export class ExpressionWriter {
  readonly #random: Random;
  #variables: string[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  write(depth = 4): string {
    this.#variables = [];
    return this.#expression(depth);
  }

  #expression(depth: number): string {
    const random = this.#random;
    if (depth <= 0) return this.#leaf();
    const parts: (() => string)[] = [
      () => this.#leaf(),
      () => this.#path(depth),
      () => this.#path(depth),
      () => this.#path(depth),
      () => this.#binary(depth),
      () => this.#binary(depth),
      () => this.#call(depth),
      () => this.#call(depth),
      () => this.#call(depth),
      () => this.#array(depth),
      () => this.#object(depth),
      () => this.#block(depth),
      () => `${this.#operand(depth)} ? ${this.#expression(depth - 1)} : ${this.#expression(depth - 1)}`,
      () => `${this.#operand(depth)} ${random.pick(['?:', '??'])} ${this.#operand(depth)}`,
      () => `-${this.#operand(depth)}`,
      () => this.#higherOrder(depth),
      () => this.#higherOrder(depth),
      () => this.#lambdaCall(depth),
      () => this.#chain(depth),
      () => this.#partial(depth),
    ];
    return random.pick(parts)();
  }

  #operand(depth: number): string {
    return `(${this.#expression(depth - 1)})`;
  }

  #leaf(): string {
    const random = this.#random;
    const kinds = [
      () => this.#name(),
      () => this.#name(),
      () => this.#name(),
      () => '$',
      () => '$$',
      () => random.pick(['1', '0', '2', '-1', '0.5', '3']),
      () => random.pick(['"a"', '"b"', '""', '"1"', "'ab'", '"[a-z]"']),
      () => random.pick(['true', 'false', 'null', '[]', '{}']),
      () => this.#variable(),
    ];
    return random.pick(kinds)();
  }

  #name(): string {
    const random = this.#random;
    if (random.chance(0.06)) return `\`${random.pick(HOSTILE_NAMES)}\``;
    return random.pick(NAMES);
  }

  #variable(): string {
    return this.#variables.length > 0 && this.#random.chance(0.8)
      ? this.#random.pick(this.#variables)
      : this.#random.pick(['$x', '$y', '$', '$bound', '$unbound']);
  }

  #path(depth: number): string {
    const random = this.#random;
    let path = random.pick([
      () => this.#name(),
      () => this.#name(),
      () => this.#leaf(),
      () => this.#operand(depth),
      () => this.#array(depth),
      () => random.pick(['*', '**']),
    ])();
    path += this.#stage(depth);
    for (let steps = random.below(4); steps > 0; steps--)
      path += `.${this.#step(depth)}${this.#stage(depth)}`;
    if (random.chance(0.06)) path += `^(${random.pick(['', '<', '>'])}${this.#expression(depth - 2)})`;
    if (random.chance(0.05)) path += this.#object(depth);
    return path;
  }

  #step(depth: number): string {
    const random = this.#random;
    const kinds = [
      () => this.#name(),
      () => this.#name(),
      () => this.#name(),
      () => this.#name(),
      () => random.pick(['*', '**']),
      () => '$',
      () => random.pick(['%', '$x', '%.a', '%.%']),
      () => this.#operand(depth),
      () => this.#object(depth),
      () => this.#array(depth),
      () => this.#call(depth - 1),
    ];
    return random.pick(kinds)();
  }

  #stage(depth: number): string {
    const random = this.#random;
    if (random.chance(0.7)) return '';
    if (random.chance(0.15)) return '[]';
    if (random.chance(0.12)) return random.pick(['@$x', '#$y', '@$y#$x', '#$x']);
    return `[${this.#expression(depth - 2)}]${random.chance(0.2) ? this.#stage(depth) : ''}`;
  }

  #binary(depth: number): string {
    const operator = this.#random.pick([
      '+',
      '-',
      '*',
      '/',
      '%',
      '=',
      '!=',
      '<',
      '<=',
      '>',
      '>=',
      '&',
      '&',
      'and',
      'or',
      'in',
      '=',
    ]);
    return `${this.#operand(depth)} ${operator} ${this.#operand(depth)}`;
  }

  #array(depth: number): string {
    const random = this.#random;
    if (random.chance(0.2))
      return `[${random.pick(['0', '1', 'n', '-1'])}..${random.pick(['2', '3', 'n', '0'])}]`;
    return `[${this.#list(depth, random.below(4))}]`;
  }

  #list(depth: number, length: number): string {
    return Array.from({ length }, () => this.#expression(depth - 1)).join(', ');
  }

  #object(depth: number): string {
    const random = this.#random;
    const pairs = Array.from({ length: random.below(3) }, () => {
      const key = random.chance(0.7)
        ? random.pick(['"k"', '"l"', '"1"', '"__proto__"', '"a"'])
        : this.#expression(depth - 2);
      return `${key}: ${this.#expression(depth - 1)}`;
    });
    return `{${pairs.join(', ')}}`;
  }

  #block(depth: number): string {
    const random = this.#random;
    const before = this.#variables.length;
    const parts: string[] = [];
    for (let count = random.below(3); count > 0; count--) {
      const name = random.pick(['$x', '$y', '$z', '$sum']);
      const value = random.chance(0.3)
        ? this.#lambda(depth - 1, 1 + random.below(2))
        : this.#expression(depth - 1);
      parts.push(
        random.chance(0.1)
          ? `(${this.#expression(depth - 2)}) ? (${name} := ${value})`
          : `${name} := ${value}`,
      );
      this.#variables.push(name);
    }
    parts.push(this.#expression(depth - 1));
    this.#variables.length = before;
    return `(${parts.join('; ')})${random.chance(0.1) ? this.#stage(depth) : ''}`;
  }

  #lambda(depth: number, parameters: number): string {
    const names = ['$p', '$q', '$r'].slice(0, parameters);
    const before = this.#variables.length;
    this.#variables.push(...names);
    const signature = this.#random.chance(0.08)
      ? this.#random.pick(['<x-:x>', '<s-:s>', '<n:n>', '<a<n>:x>', '<j?:j>'])
      : '';
    const body = this.#expression(depth);
    this.#variables.length = before;
    return `function(${names.join(', ')})${signature}{ ${body} }`;
  }

  #lambdaCall(depth: number): string {
    const parameters = this.#random.below(3);
    return `(${this.#lambda(depth - 1, parameters)})(${this.#list(depth, this.#random.below(parameters + 1))})`;
  }

  #function(depth: number, parameters: number): string {
    const random = this.#random;
    return random.chance(0.75)
      ? this.#lambda(depth - 1, parameters)
      : random.pick([
          '$string',
          '$not',
          '$exists',
          '$type',
          '$uppercase',
          '$sum',
          '$boolean',
          '$append',
          '$keys',
          '$count',
        ]);
  }

  #higherOrder(depth: number): string {
    const random = this.#random;
    const subject = this.#expression(depth - 1);
    const kinds = [
      () => `$map(${subject}, ${this.#function(depth, 1 + random.below(3))})`,
      () => `$filter(${subject}, ${this.#function(depth, 1 + random.below(2))})`,
      () =>
        `$reduce(${subject}, ${this.#function(depth, 2 + random.below(2))}${random.chance(0.5) ? `, ${this.#leaf()}` : ''})`,
      () => `$single(${subject}, ${this.#function(depth, 1)})`,
      () => `$each(${subject}, ${this.#function(depth, 1 + random.below(2))})`,
      () => `$sift(${subject}, ${this.#function(depth, 1 + random.below(2))})`,
      () => `$sort(${subject}, ${this.#function(depth, 2)})`,
    ];
    return random.pick(kinds)();
  }

  #chain(depth: number): string {
    const random = this.#random;
    const target = random.pick([
      () =>
        random.pick(['$string', '$count', '$sum', '$keys', '$uppercase', '$reverse', '$exists', '$distinct']),
      () => this.#call(depth - 1),
      () => this.#lambda(depth - 1, 1),
      () => '$trim ~> $uppercase',
      () =>
        `|${this.#path(depth - 1)}|${this.#object(depth - 1)}${random.chance(0.3) ? `, ${random.pick(['"a"', '["a", "b"]', this.#leaf()])}` : ''}|`,
    ])();
    return `${this.#operand(depth)} ~> ${target}`;
  }

  #partial(depth: number): string {
    const random = this.#random;
    const kinds = [
      () => `$append(?, ${this.#expression(depth - 1)})(${this.#expression(depth - 1)})`,
      () => `(${this.#lambda(depth - 1, 2)})(?, ${this.#leaf()})`,
      () => `((${this.#lambda(depth - 1, 2)})(${this.#leaf()}, ?))(${this.#expression(depth - 1)})`,
      () => `$lookup(?, "a")(${this.#expression(depth - 1)})`,
    ];
    return random.pick(kinds)();
  }

  #call(depth: number): string {
    const random = this.#random;
    const [name, arity] = random.pick(FUNCTIONS);
    const count = random.chance(0.9) ? arity : random.below(4);
    const args = Array.from({ length: count }, (_, index) => this.#argument(name, index, depth));
    return `$${name}(${args.join(', ')})`;
  }

  /** An argument of a type that the function is likely to take. */
  #argument(name: string, index: number, depth: number): string {
    const random = this.#random;
    const second = SECOND[name];
    if (index === 1 && second !== undefined && random.chance(0.85)) return random.pick(second);
    if (index > 0 || random.chance(0.25)) return this.#expression(depth - 1);
    switch (FIRST[name]) {
      case 's':
        return random.pick([
          's',
          'id',
          'when',
          '"a,b c"',
          `$string(${this.#expression(depth - 1)})`,
          `(s & "a b")`,
        ]);
      case 'n':
        return random.pick(['n', '2.5', '7', `$count(${this.#expression(depth - 1)})`, '$sum([n, 2.25])']);
      case 'l':
        return random.pick(['[n]', '[1]', '[3, 2]', '[2, n, 1]', '[]', 'n', 'list']);
      case 't':
        return random.pick(['[s]', '["b", "a"]', '[s, "x", id]', '[]', 's', 'list']);
      default:
        return this.#expression(depth - 1);
    }
  }
}

/** The type of the first argument: s text, n number, l numbers, t texts. */
const FIRST: Readonly<Record<string, string>> = {
  sum: 'l',
  max: 'l',
  min: 'l',
  average: 'l',
  substring: 's',
  substringBefore: 's',
  substringAfter: 's',
  lowercase: 's',
  uppercase: 's',
  length: 's',
  trim: 's',
  pad: 's',
  contains: 's',
  split: 's',
  match: 's',
  replace: 's',
  join: 't',
  number: 's',
  floor: 'n',
  ceil: 'n',
  round: 'n',
  abs: 'n',
  sqrt: 'n',
  power: 'n',
  formatBase: 'n',
  formatNumber: 'n',
  formatInteger: 'n',
  sort: 't',
  encodeUrl: 's',
  decodeUrlComponent: 's',
  base64encode: 's',
  base64decode: 's',
  toMillis: 's',
  fromMillis: 'n',
};

/** What is likely to make sense as a second argument. */
const SECOND: Record<string, string[]> = {
  contains: ['"a"', '/a/', '/[a-z]+/i', '/^.$/'],
  split: ['","', '""', '/[, ]/', '" "'],
  match: ['/a/', '/(.)b?/', '/[a-z]/i', '/x*/', '/(\\d)(\\d)?/'],
  replace: ['"a"', '/a/', '/(.)/', '/\\s+/'],
  pad: ['5', '-5', '0', 'n'],
  substring: ['0', '1', '-2', 'n'],
  round: ['1', '0', '-1', '2'],
  formatBase: ['2', '16', 'n'],
  lookup: ['"a"', '"b"', '"constructor"', '"__proto__"'],
  formatNumber: ['"#,##0.00"', '"0"', '"0.0#%"'],
  formatInteger: ['"w"', '"I"', '"#,##0"', '"1;o"'],
  power: ['2', '0.5', 'n'],
};

/** Built-in functions with a usual number of arguments. */
const FUNCTIONS: readonly (readonly [string, number])[] = [
  ['sum', 1],
  ['count', 1],
  ['max', 1],
  ['min', 1],
  ['average', 1],
  ['string', 1],
  ['substring', 2],
  ['substring', 3],
  ['substringBefore', 2],
  ['substringAfter', 2],
  ['lowercase', 1],
  ['uppercase', 1],
  ['length', 1],
  ['trim', 1],
  ['pad', 2],
  ['pad', 3],
  ['contains', 2],
  ['split', 2],
  ['split', 3],
  ['match', 2],
  ['match', 3],
  ['replace', 3],
  ['replace', 4],
  ['join', 1],
  ['join', 2],
  ['number', 1],
  ['floor', 1],
  ['ceil', 1],
  ['round', 1],
  ['round', 2],
  ['abs', 1],
  ['sqrt', 1],
  ['power', 2],
  ['formatBase', 2],
  ['formatNumber', 2],
  ['formatInteger', 2],
  ['boolean', 1],
  ['not', 1],
  ['exists', 1],
  ['keys', 1],
  ['lookup', 2],
  ['append', 2],
  ['spread', 1],
  ['merge', 1],
  ['reverse', 1],
  ['type', 1],
  ['sort', 1],
  ['distinct', 1],
  ['zip', 2],
  ['zip', 1],
  ['encodeUrl', 1],
  ['decodeUrlComponent', 1],
  ['base64encode', 1],
  ['base64decode', 1],
  ['toMillis', 1],
  ['fromMillis', 1],
  ['error', 1],
  ['assert', 2],
  ['single', 1],
  ['trim', 0],
  ['count', 0],
  ['string', 2],
];
