import { join } from 'node:path';
import {
  type Explanation,
  type Loser,
  type NamedDocument,
  type ReadValue,
  shown,
  valueJson,
  type Working,
} from '../engine/authoring/index.ts';
import { formatPlace, type Place } from '../engine/contract/index.ts';

/** How values and ids of an explanation are shown. */
export interface Showing {
  /** Folder of the contract, in front of its files. */
  readonly directory: string;
  value(value: unknown): string;
  id(source: string, id: string): string;
}

/** Shows values and ids as they are. */
export function openly(directory: string): Showing {
  return { directory, value: (value) => shown(value), id: (_, id) => id };
}

/** A place of the contract as editors and terminals open it. */
export function placeText(directory: string, place: Place): string {
  return formatPlace({ ...place, file: join(directory, place.file) });
}

/** An explanation in one line: the value, the legacy value it comes from, and the line of the contract. */
export function summaryLine(
  { path, value, document, reads, rule, place }: Explanation,
  showing: Showing,
): string {
  const [read] = reads;
  const from =
    document === undefined
      ? rule
      : `${documentText(document, showing)}${read === undefined ? '' : ` ${read.path}`}${reads.length > 1 ? ' …' : ''}`;
  const where = place === undefined ? '' : `   ${placeText(showing.directory, place)}`;
  return `${path} = ${showing.value(value)}   ← ${from}${where}`;
}

/** The lines below the head of an explanation: what is known of the value, each under its word. */
export function explanationLines(explanation: Explanation, showing: Showing): readonly string[] {
  const { rule, document, place, reads, workings, coerced, lost } = explanation;
  const lines: string[] = [];
  const say = (word: string, text: string): void => {
    lines.push(`  ${word.padEnd(10)}${text}`);
  };
  say('rule', rule);
  if (document !== undefined) say('document', documentText(document, showing));
  for (const read of reads) say('read', readText(read, showing));
  if (place !== undefined) say('contract', placeText(showing.directory, place));
  for (const working of workings) lines.push(...workingLines(working, showing));
  if (coerced !== undefined) say('coerced', `${coerced.from} → ${coerced.to}`);
  for (const loser of lost) say('lost', loserText(loser, showing));
  return lines;
}

function documentText({ source, collection, id }: NamedDocument, showing: Showing): string {
  return `${collection}  ${showing.id(source, id)}`;
}

function readText({ path, value, through }: ReadValue, showing: Showing): string {
  return `${path} = ${showing.value(value)}${through === undefined ? '' : `   (${through})`}`;
}

function workingLines({ text, place, variables, steps, result, error }: Working, showing: Showing): string[] {
  const indent = ' '.repeat(12);
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => `${indent}${line}`);
  for (const { name, value } of variables) lines.push(`${indent}  ${name} = ${showing.value(value)}`);
  for (const step of steps) {
    const at = step.place.file === place.file ? '' : `   ${placeText(showing.directory, step.place)}`;
    lines.push(`${indent}  ${oneLine(step.text)} → ${showing.value(step.value)}${at}`);
  }
  lines.push(`${indent}= ${error === undefined ? showing.value(result) : `failed, ${error}`}`);
  return lines;
}

function loserText({ document, why, value }: Loser, showing: Showing): string {
  const has = value === undefined || why === 'equal' ? '' : ` ${showing.value(value)}`;
  return `${documentText(document, showing)}: ${why}${has}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 70 ? `${line.slice(0, 69)}…` : line;
}

/** The same for `--json`; values as canonical extended JSON, intermediate ones as they are shown. */
export function explanationJson(explanation: Explanation, showing: Showing, masked: boolean): object {
  const { path, value, origin, rule, document, mapping, place, reads, workings, coerced, lost } = explanation;
  const plain = (of: Parameters<typeof valueJson>[0]): unknown =>
    masked ? showing.value(of) : valueJson(of);
  const idOf = (of: NamedDocument): object => ({ ...of, id: showing.id(of.source, of.id) });
  return {
    path,
    value: plain(value),
    origin,
    rule,
    document: document === undefined ? null : idOf(document),
    mapping: mapping ?? null,
    place: place ?? null,
    reads: reads.map((read) => ({ ...read, value: plain(read.value), through: read.through ?? null })),
    workings: workings.map((working) => ({
      expression: working.text,
      place: working.place,
      variables: working.variables.map(({ name, value: of }) => ({ name, value: showing.value(of) })),
      steps: working.steps.map((step) => ({ ...step, value: showing.value(step.value) })),
      result: showing.value(working.result),
      error: working.error ?? null,
    })),
    coerced: coerced ?? null,
    lost: lost.map((loser) => ({
      document: idOf(loser.document),
      why: loser.why,
      value: plain(loser.value),
    })),
  };
}
