import type { SyntaxPart } from '../../expression/index.ts';

/** How a mutant alters an expression. */
export type Operator = 'drop' | 'default' | 'off by one' | 'wrong path' | 'negated' | 'unit';

/** A piece of a text that takes the place of another. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly operator: Operator;
  /** What is changed, where before and after do not say it shortly. */
  readonly said?: string;
}

/** What another place of the same document may be called: the last name of a path, exchanged; undefined for none. */
export type Neighbour = (path: readonly string[]) => string | undefined;

const orders: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** All alterations of the parts of a text, each alone. `neighbour` knows other paths than the one that is read. */
export function editsOf(text: string, whole: SyntaxPart, neighbour: Neighbour): readonly Edit[] {
  const edits: Edit[] = [];
  const visit = (part: SyntaxPart): void => {
    edits.push(...editsOfPart(text, part, neighbour));
    part.children.forEach(visit);
  };
  visit(whole);
  return edits;
}

function editsOfPart(text: string, part: SyntaxPart, neighbour: Neighbour): readonly Edit[] {
  const { start, end, children } = part;
  const own = (of: SyntaxPart | undefined): string => (of === undefined ? '' : text.slice(of.start, of.end));
  const instead = (operator: Operator, replacement: string): Edit => ({ start, end, replacement, operator });
  const [first, second] = children;
  switch (part.kind) {
    case 'condition': {
      if (first === undefined) return [];
      const negated: Edit = {
        start: first.start,
        end: first.end,
        replacement: `$not(${own(first)})`,
        operator: 'negated',
      };
      if (children.length !== 2) return [negated];
      return [
        negated,
        { ...instead('drop', `(${own(second)})`), said: `without the condition ${own(first)}` },
      ];
    }
    case 'default':
      return [
        { ...instead('default', `(${own(first)})`), said: `without the default ${own(second)}` },
        { ...instead('default', `(${own(second)})`), said: `always the default ${own(second)}` },
      ];
    case 'operation':
      return operationEdits(text, part);
    case 'literal':
      return literalEdits(part);
    case 'array':
      return children.length < 2
        ? []
        : children.map((item, at) => ({
            ...instead('drop', withoutItem(children.map(own), at)),
            said: `without the item ${own(item)}`,
          }));
    case 'call': {
      const isTest = ['exists', 'not', 'count', 'boolean'].includes(String(first?.value));
      if (isTest && first?.value === 'not') return [instead('negated', `$boolean(${own(second)})`)];
      return isTest || second === undefined || second.kind === 'lambda'
        ? []
        : [instead('drop', `(${own(second)})`)];
    }
    case 'path':
      return pathEdits(part, neighbour);
    default:
      return [];
  }
}

function operationEdits(text: string, { start, end, value, children }: SyntaxPart): readonly Edit[] {
  const [left, right] = children;
  if (left === undefined || right === undefined) return [];
  const [a, b] = [text.slice(left.start, left.end), text.slice(right.start, right.end)];
  const instead = (operator: Operator, replacement: string): Edit => ({ start, end, replacement, operator });
  const sign = String(value);
  if (sign === 'and' || sign === 'or') {
    const other = sign === 'and' ? 'or' : 'and';
    return [
      { ...instead('drop', `(${a})`), said: `without ${sign} ${b}` },
      { ...instead('drop', `(${b})`), said: `without ${lastOperand(text, left)} ${sign}` },
      { ...instead('negated', `(${a} ${other} ${b})`), said: `${sign} → ${other} ${b}` },
    ];
  }
  if (sign === '&') {
    const without = (gone: string, left: string): Edit => ({
      ...instead('drop', left),
      said: `without ${gone}`,
    });
    return [without(b, `(${a})`), without(a, `(${b})`)];
  }
  if (sign === '=' || sign === 'in') return [instead('negated', `$not(${a} ${sign} ${b})`)];
  if (sign === '!=') return [instead('negated', `(${a} = ${b})`)];
  const order = Object.hasOwn(orders, sign) ? orders[sign] : undefined;
  if (order === undefined) return [];
  return [instead('off by one', `(${a} ${order} ${b})`), instead('negated', `$not(${a} ${sign} ${b})`)];
}

/** The part of a chain of `and` or `or` that stands right before an operator, with a mark for what lies before it. */
function lastOperand(text: string, left: SyntaxPart): string {
  const last = left.kind === 'operation' ? left.children.at(-1) : undefined;
  return last === undefined
    ? text.slice(left.start, left.end)
    : `all up to ${text.slice(last.start, last.end)}`;
}

function literalEdits({ start, end, value }: SyntaxPart): readonly Edit[] {
  const instead = (operator: Operator, replacement: string): Edit => ({ start, end, replacement, operator });
  if (typeof value === 'number') return [instead('off by one', String(value + 1))];
  if (typeof value === 'boolean') return [instead('negated', String(!value))];
  if (typeof value === 'string') return [instead('unit', JSON.stringify(`${value}~`))];
  return [];
}

function pathEdits({ children }: SyntaxPart, neighbour: Neighbour): readonly Edit[] {
  const names = children.map(({ kind, value }) => (kind === 'name' ? String(value) : undefined));
  const last = children.at(-1);
  if (last === undefined || names.includes(undefined)) return [];
  const other = neighbour(names as readonly string[]);
  if (other === undefined) return [];
  // What hangs on the step (a filter, `[]`) stays.
  const end = last.start + nameLength(last);
  return [{ start: last.start, end, replacement: `\`${other}\``, operator: 'wrong path' }];
}

function nameLength({ start, end, value, children }: SyntaxPart): number {
  const bare = String(value).length;
  const whole = end - start;
  return children.length === 0 && whole === bare + 2 ? whole : Math.min(bare, whole);
}

function withoutItem(items: readonly string[], at: number): string {
  return `[${items.filter((_, index) => index !== at).join(', ')}]`;
}
