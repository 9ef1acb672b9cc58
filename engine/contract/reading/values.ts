import type { Path } from '../model.ts';
import { parsePath } from '../path.ts';
import { didYouMean } from '../suggest.ts';
import type { YamlEntry, YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { itemsOf, wrongKind } from './map.ts';

/** A text; undefined, reported, for anything else. */
export function readText(node: YamlNode | undefined, what: string, context: ReadContext): string | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'string') return node.value;
  const source = node.kind === 'scalar' ? node.source : '';
  wrongKind(node, what, 'a text', context, source === '' ? undefined : `quote it: "${source}"`);
  return undefined;
}

export function readBoolean(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): boolean | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  wrongKind(node, what, 'true or false', context);
  return undefined;
}

/** A whole number within ±2^53. */
export function readInteger(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): number | undefined {
  if (node === undefined) return undefined;
  if (node.kind === 'scalar' && typeof node.value === 'number' && Number.isSafeInteger(node.value))
    return node.value;
  wrongKind(node, what, 'a whole number', context);
  return undefined;
}

/** A text out of a closed list. */
export function readChoice<Choice extends string>(
  node: YamlNode | undefined,
  choices: readonly Choice[],
  what: string,
  context: ReadContext,
): Choice | undefined {
  const text = readText(node, what, context);
  if (node === undefined || text === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) {
    context.leaveOut();
    context.report('shape.value', node.place, `${what} can't be ${JSON.stringify(text)}`, {
      hint: didYouMean(text, choices) ?? `it is one of ${choices.join(', ')}`,
    });
  }
  return choice;
}

const dashedName = /^[A-Za-z][A-Za-z0-9_-]*$/;
const variableName = /^[A-Za-z][A-Za-z0-9_]*$/;

/** The key of a free name; undefined, reported, when it is malformed. `variable` names are used as `$name`. */
export function readKeyName(
  entry: YamlEntry,
  kind: 'dashed' | 'variable',
  what: string,
  context: ReadContext,
): string | undefined {
  if ((kind === 'dashed' ? dashedName : variableName).test(entry.key)) return entry.key;
  reportName(entry.key, what, kind, entry.keyPlace, context);
  return undefined;
}

/** A text that is a free name. */
export function readName(node: YamlNode | undefined, what: string, context: ReadContext): string | undefined {
  const text = readText(node, what, context);
  if (node === undefined || text === undefined || dashedName.test(text)) return text;
  reportName(text, what, 'dashed', node.place, context);
  return undefined;
}

function reportName(
  name: string,
  what: string,
  kind: 'dashed' | 'variable',
  place: YamlNode['place'],
  context: ReadContext,
): void {
  context.leaveOut();
  context.report('shape.name', place, `${JSON.stringify(name)} is no name for ${what}`, {
    hint:
      kind === 'dashed'
        ? 'letters, digits, _ and -, a letter first'
        : 'letters, digits and _, a letter first',
  });
}

/** A path; undefined, reported, for a text that is none. */
export function readPath(node: YamlNode | undefined, what: string, context: ReadContext): Path | undefined {
  const text = readText(node, what, context);
  if (node === undefined || text === undefined) return undefined;
  return pathOf(text, node.place, what, context);
}

export function pathOf(
  text: string,
  place: YamlNode['place'],
  what: string,
  context: ReadContext,
): Path | undefined {
  const path = parsePath(text);
  if (path === undefined) {
    context.leaveOut();
    context.report('shape.path', place, `${what} can't be the path ${JSON.stringify(text)}`, {
      hint: 'names joined by dots; a name with a dot or odd characters in backticks',
    });
  }
  return path;
}

/** A list of texts. */
export function readTexts(node: YamlNode | undefined, what: string, context: ReadContext): readonly string[] {
  return itemsOf(node, what, context).flatMap((item) => readText(item, `an item of ${what}`, context) ?? []);
}

/** A text that is for people: its content is free. */
export function readProse(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): string | undefined {
  return readText(node, what, context);
}

/** A reason: a text that says something. */
export function readReason(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): string | undefined {
  const text = readText(node, what, context);
  if (node !== undefined && text !== undefined && text.trim() === '') {
    context.report('shape.reason', node.place, `${what} is empty`);
  }
  return text;
}
