import { raise } from './error.ts';
import { isFunction } from './functions/function-value.ts';
import { kindOf, view } from './values/view.ts';

/** One parameter of a signature. */
interface Parameter {
  /** Type letter, or the letters of a choice. */
  readonly type: string;
  /** Letters of what it takes, as a character class. */
  readonly takes: string;
  quantifier: string;
  /** Whether the context value stands in for a missing argument. */
  context: boolean;
  subtype: string | undefined;
}

/**
 * A function's signature: `apply` gives the arguments as the function shall see them (context put in, single values
 * wrapped for array parameters) or raises T0410, T0411, T0412.
 */
export interface Signature {
  readonly text: string;
  /** Number of parameters. */
  readonly length: number;
  apply(args: readonly unknown[], context: unknown): readonly unknown[];
}

const TAKES: Readonly<Record<string, string>> = {
  s: 'sm',
  n: 'nm',
  b: 'bm',
  l: 'lm',
  o: 'om',
  a: 'asnblfomr',
  f: 'f',
  j: 'asnblomr',
  x: 'asnblfomr',
};

/**
 * Parses a signature's text, which jsonata's parser has accepted already. `native` functions see BSON scalars of
 * text and number parameters as texts and numbers; a lambda's arguments are only checked, never changed in type.
 */
export function parseSignature(text: string, native: boolean): Signature {
  const parameters = parseParameters(text);
  const pattern = new RegExp(`^${parameters.map((p) => `([${p.takes}]${p.quantifier})`).join('')}$`);
  const simple = parameters.map((p) =>
    p.subtype === undefined && !p.quantifier.includes('+') ? p.type : '',
  );
  const required = lastNeeded(parameters);

  function apply(args: readonly unknown[], context: unknown): readonly unknown[] {
    if (args.length <= simple.length && args.length >= required && allSimple(args)) return args;
    let kinds = '';
    for (const arg of args) kinds += kindOf(arg);
    const match = pattern.exec(kinds);
    if (match === null) return refuse(parameters, args, kinds);
    return arrange(parameters, match, args, context, native);
  }

  function allSimple(args: readonly unknown[]): boolean {
    for (let index = 0; index < args.length; index++) {
      if (!isSimple(simple[index] as string, args[index])) return false;
    }
    return true;
  }

  return { text, length: parameters.length, apply };
}

/** Number of arguments without which the signature needs a closer look: up to the last one it cannot do without. */
function lastNeeded(parameters: readonly Parameter[]): number {
  let needed = 0;
  parameters.forEach((parameter, index) => {
    if (parameter.quantifier !== '?' || parameter.context) needed = index + 1;
  });
  return needed;
}

/** Whether an argument plainly has the parameter's type, so that nothing has to be changed. */
function isSimple(type: string, arg: unknown): boolean {
  switch (type) {
    case 's':
      return typeof arg === 'string';
    case 'n':
      return typeof arg === 'number';
    case 'b':
      return typeof arg === 'boolean';
    case 'a':
      return Array.isArray(arg);
    case 'x':
      return arg !== undefined;
    case 'f':
      return isFunction(arg);
    case 'j':
      return arg !== undefined && !isFunction(arg);
    case '':
      return false;
    default:
      return type.includes(kindOf(arg)) && (typeof arg !== 'object' || type === 'o');
  }
}

function parseParameters(text: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (let at = 1; at < text.length; at++) {
    const symbol = text.charAt(at);
    const previous = parameters.at(-1);
    if (symbol === ':') break;
    if (symbol === '(') {
      const end = closing(text, at, '(', ')');
      const choice = text.slice(at + 1, end);
      parameters.push(parameter(choice, `${choice}m`));
      at = end;
    } else if (symbol === '<') {
      const end = closing(text, at, '<', '>');
      if (previous !== undefined) previous.subtype = text.slice(at + 1, end);
      at = end;
    } else if (symbol === '-' && previous !== undefined) {
      previous.context = true;
      previous.quantifier += '?';
    } else if ((symbol === '?' || symbol === '+') && previous !== undefined) {
      previous.quantifier += symbol;
    } else if (TAKES[symbol] !== undefined) {
      parameters.push(parameter(symbol, TAKES[symbol]));
    }
  }
  return parameters;
}

function parameter(type: string, takes: string): Parameter {
  return { type, takes: takes.replace(/[^a-z]/g, ''), quantifier: '', context: false, subtype: undefined };
}

function closing(text: string, start: number, open: string, close: string): number {
  let depth = 1;
  let at = start;
  while (at < text.length && depth > 0) {
    at++;
    if (text.charAt(at) === close) depth--;
    else if (text.charAt(at) === open) depth++;
  }
  return at;
}

function arrange(
  parameters: readonly Parameter[],
  match: RegExpExecArray,
  args: readonly unknown[],
  context: unknown,
  native: boolean,
): unknown[] {
  const arranged: unknown[] = [];
  let at = 0;
  parameters.forEach((parameter, index) => {
    const matched = match[index + 1] ?? '';
    if (matched === '' && parameter.context) {
      if (!parameter.takes.includes(kindOf(context))) raise('T0411', context, { index: at + 1 });
      arranged.push(shown(parameter, context, native));
    } else if (matched === '') {
      arranged.push(args[at]);
      at++;
    } else {
      for (const kind of matched) {
        const arg = args[at];
        arranged.push(
          parameter.type === 'a'
            ? asArray(parameter, kind, matched, arg, at, native)
            : shown(parameter, arg, native),
        );
        at++;
      }
    }
  });
  return arranged;
}

/** A native function's text and number parameters see the value's view; others are handed the value itself. */
function shown(parameter: Parameter, arg: unknown, native: boolean): unknown {
  return native && typeof arg === 'object' && arg !== null && /^[snb(]/.test(parameter.type)
    ? view(arg)
    : arg;
}

function asArray(
  parameter: Parameter,
  kind: string,
  matched: string,
  arg: unknown,
  at: number,
  native: boolean,
): unknown {
  if (kind === 'm') return undefined;
  const subtype = parameter.subtype;
  if (subtype === undefined) return kind === 'a' ? arg : [arg];
  let fits = kind === 'a' || matched === subtype;
  if (kind === 'a' && Array.isArray(arg) && arg.length > 0) {
    const first = kindOf(arg[0]);
    fits = first === subtype.charAt(0) && arg.every((item) => kindOf(item) === first);
  }
  if (!fits) raise('T0412', arg, { index: at + 1, type: subtype });
  const items = kind === 'a' && Array.isArray(arg) ? arg : [arg];
  return native && /^[snb]/.test(subtype) && items.some((item) => typeof item === 'object')
    ? items.map(view)
    : items;
}

/** Finds the first argument that does not fit, as jsonata does. */
function refuse(parameters: readonly Parameter[], args: readonly unknown[], kinds: string): never {
  let partial = '^';
  let good = 0;
  for (const parameter of parameters) {
    partial += `[${parameter.takes}]${parameter.quantifier}`;
    const match = new RegExp(partial).exec(kinds);
    if (match === null) break;
    good = match[0].length;
  }
  return raise('T0410', args[good], { index: good + 1 });
}
