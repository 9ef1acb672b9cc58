import { between, type CodeSet, codeSet, LAST_UNIT } from './code-set.ts';
import type { Pattern } from './pattern.ts';

const FIRST_SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;
const SURROGATES = LAST_SURROGATE - FIRST_SURROGATE + 1;

/**
 * JavaScript searches UTF-16 units, RE2 code points. For a text with surrogate pairs both pattern and text are
 * therefore moved: each surrogate unit becomes a private-use character of a block that the text does not use.
 */
export const PRIVATE_BLOCKS: readonly number[] = [0xe000, 0xe800, 0xf000];

/** A text with its surrogate units moved to a private block; its length and positions stay. */
export function moveText(text: string, block: number): string {
  return text.replace(/[\ud800-\udfff]/g, (unit) =>
    String.fromCharCode(unit.charCodeAt(0) - FIRST_SURROGATE + block),
  );
}

/** A private block without characters in this text. */
export function freeBlock(text: string): number | undefined {
  return PRIVATE_BLOCKS.find((block) => {
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= block && unit < block + SURROGATES) return false;
    }
    return true;
  });
}

/** The pattern in RE2's syntax, for texts without surrogates or with them moved to a block. */
export function writePattern(pattern: Pattern, block: number | undefined): string {
  switch (pattern.kind) {
    case 'set':
      return writeSet(block === undefined ? withoutSurrogates(pattern.set) : movedSet(pattern.set, block));
    case 'assertion':
      return pattern.text;
    case 'group':
      return `(${pattern.captures ? '' : '?:'}${writePattern(pattern.body, block)})`;
    case 'sequence':
      return pattern.items.map((item) => writePattern(item, block)).join('');
    case 'choice':
      return pattern.options.map((option) => writePattern(option, block)).join('|');
    case 'repeat':
      return `(?:${writePattern(pattern.body, block)})${quantifier(pattern.min, pattern.max)}${pattern.lazy ? '?' : ''}`;
  }
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function withoutSurrogates(set: CodeSet): CodeSet {
  return [...between(set, 0, FIRST_SURROGATE - 1), ...between(set, LAST_SURROGATE + 1, LAST_UNIT)];
}

function movedSet(set: CodeSet, block: number): CodeSet {
  const moved = between(set, FIRST_SURROGATE, LAST_SURROGATE).map(
    ([low, high]) => [low - FIRST_SURROGATE + block, high - FIRST_SURROGATE + block] as const,
  );
  const kept = withoutSurrogates(set);
  return codeSet([...between(kept, 0, block - 1), ...moved, ...between(kept, block + SURROGATES, LAST_UNIT)]);
}

function writeSet(set: CodeSet): string {
  const [range] = set;
  if (range === undefined) return '[^\\x{0}-\\x{10FFFF}]';
  if (set.length === 1 && range[0] === range[1]) return writeUnit(range[0]);
  return `[${set.map(([low, high]) => (low === high ? writeUnit(low) : `${writeUnit(low)}-${writeUnit(high)}`)).join('')}]`;
}

function writeUnit(unit: number): string {
  const text = String.fromCharCode(unit);
  return /[A-Za-z0-9]/.test(text) ? text : `\\x{${unit.toString(16)}}`;
}
