import {
  type Document,
  isMap,
  isNode,
  isSeq,
  parseDocument,
  type Scalar,
  stringify,
  type YAMLMap,
} from 'yaml';
import { type BsonValue, orderedJson } from '../../bson/index.ts';
import { type CaseModel, parsePath } from '../../contract/index.ts';
import type { CaseDifference } from './compare-case.ts';
import type { CaseResult } from './test-cases.ts';

/** A file of cases whose expectations are rewritten. */
export interface UpdatedFile {
  readonly file: string;
  readonly text: string;
  /** How many expectations changed. */
  readonly changed: number;
}

/**
 * The file of some cases with what came out as what is expected, everything else as it is written, comments included.
 * `text` is the file's own text. Where something that was expected goes, the file is laid out anew.
 */
export function updateCases(file: string, text: string, results: readonly CaseResult[]): UpdatedFile {
  const document = parseDocument(text, { keepSourceTokens: true });
  const splices: Splice[] = [];
  let rewritten = false;
  let changed = 0;
  for (const { model, differences } of results.filter((result) => result.model.file === file)) {
    const at = indexOf(document, model.name);
    if (at === undefined) continue;
    for (const { difference } of differences) {
      changed++;
      const edit = editFor(document, ['cases', at, 'expect'], model, difference);
      const range = edit.kind === 'set' ? rangeAt(document, edit.path) : undefined;
      if (edit.kind === 'set' && range !== undefined) splices.push({ ...range, text: flow(edit.value) });
      else rewritten = true;
      apply(document, edit);
    }
  }
  const result = rewritten ? document.toString({ lineWidth: 0 }) : spliced(text, splices);
  return { file, text: result, changed };
}

type Path = readonly (string | number)[];

type Edit =
  | { readonly kind: 'set'; readonly path: Path; readonly value: unknown }
  | {
      readonly kind: 'remove';
      readonly path: Path;
      readonly absent: Path | undefined;
      readonly name: string;
    };

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function editFor(document: Document, expect: Path, model: CaseModel, difference: CaseDifference): Edit {
  switch (difference.kind) {
    case 'value':
      return ofValue(document, expect, model, difference);
    case 'drawer': {
      const { drawer } = difference;
      if (difference.got === 'no drawer')
        return {
          kind: 'remove',
          path: [...expect, 'drawers', drawer],
          absent: [...expect, 'absent', drawer],
          name: '',
        };
      return { kind: 'remove', path: [...expect, 'absent', drawer], absent: undefined, name: '' };
    }
    case 'disposition':
      return {
        kind: 'set',
        path: [...expect, 'dispositions', difference.source, difference.id],
        value: difference.got,
      };
    case 'link': {
      const path = [...expect, 'links', difference.source, difference.id, difference.field];
      if (difference.got === undefined) return { kind: 'remove', path, absent: undefined, name: '' };
      return { kind: 'set', path, value: jsonOf(difference.got) };
    }
    case 'reason': {
      const path = [...expect, 'reasons', difference.source, difference.id];
      if (difference.got === 'none') return { kind: 'remove', path, absent: undefined, name: '' };
      return { kind: 'set', path, value: difference.got };
    }
    case 'warnings': {
      const pairs =
        difference.got === 'none' ? [] : difference.got.split(', ').map((pair) => pair.split(' '));
      const value = Object.fromEntries(pairs.map(([code, count]) => [code, Number(count)]));
      return { kind: 'set', path: [...expect, 'warnings', difference.source, difference.id], value };
    }
  }
}

function ofValue(
  document: Document,
  expect: Path,
  model: CaseModel,
  difference: CaseDifference & { kind: 'value' },
): Edit {
  const { drawer, path, got } = difference;
  const drawers = [...expect, 'drawers', drawer];
  const named = namedBy(document, drawers, model, difference);
  const absents = [...expect, 'absent', drawer];
  if (named === undefined) {
    const list = document.getIn(absents);
    const at = isSeq(list)
      ? list.items.findIndex(
          (item) => parsePath(String((item as Scalar).value))?.join('\0') === path.join('\0'),
        )
      : -1;
    return { kind: 'remove', path: [...absents, at], absent: undefined, name: '' };
  }
  const place = [...drawers, ...(named.key === undefined ? [] : [named.key]), ...path.slice(named.depth)];
  if (got !== undefined) return { kind: 'set', path: place, value: jsonOf(got) };
  const whole = named.key === undefined || path.length > named.depth;
  return { kind: 'remove', path: place, absent: whole ? undefined : absents, name: named.key ?? '' };
}

/** The key under which a value is expected; undefined when it is expected to be absent. */
function namedBy(
  document: Document,
  drawers: Path,
  { expect }: CaseModel,
  { drawer, path, want }: CaseDifference & { kind: 'value' },
): { readonly key: string | undefined; readonly depth: number } | undefined {
  const text = path.join('\0');
  const absent = expect.absent.some(
    ({ id, paths }) => id === drawer && paths.some((each) => each.path.join('\0') === text),
  );
  if (want === undefined && absent) return undefined;
  if (expect.exactly) return { key: undefined, depth: 0 };
  return keyFor(document.getIn(drawers), path.map(String));
}

/** The key of a drawer's expectations that names a path, or what it lies in. */
function keyFor(
  map: unknown,
  path: readonly string[],
): { key: string | undefined; depth: number } | undefined {
  if (!isMap(map)) return undefined;
  for (const { key } of (map as YAMLMap<Scalar, unknown>).items) {
    const text = String(key.value);
    const names = parsePath(text);
    if (names?.every((name, at) => path[at] === name) === true) return { key: text, depth: names.length };
  }
  return undefined;
}

function apply(document: Document, edit: Edit): void {
  if (edit.kind === 'set') {
    document.setIn(edit.path, document.createNode(edit.value, { flow: true }));
    return;
  }
  document.deleteIn(edit.path);
  if (edit.absent === undefined) return;
  const list = document.getIn(edit.absent);
  if (!isSeq(list))
    document.setIn(edit.absent, document.createNode(edit.name === '' ? [] : [edit.name], { flow: true }));
  else if (edit.name !== '') list.add(document.createNode(edit.name));
}

function indexOf(document: Document, name: string): number | undefined {
  const cases = document.get('cases');
  if (!isSeq(cases)) return undefined;
  const at = cases.items.findIndex((item) => isMap(item) && item.get('case') === name);
  return at < 0 ? undefined : at;
}

function rangeAt(document: Document, path: Path): { start: number; end: number } | undefined {
  const node = document.getIn(path, true);
  if (!isNode(node) || node.range === null || node.range === undefined) return undefined;
  return { start: node.range[0], end: node.range[1] };
}

function spliced(text: string, splices: readonly Splice[]): string {
  let result = text;
  for (const { start, end, text: piece } of [...splices].sort((a, b) => b.start - a.start)) {
    // What ends with its line keeps the line end.
    const closing = /\s*$/.exec(result.slice(start, end))?.[0] ?? '';
    result = result.slice(0, start) + piece + closing + result.slice(end);
  }
  return result;
}

/** A value as it stands inside one line of YAML. */
function flow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trimEnd();
}

/** Extended JSON as cases write it: plain numbers where the type stays the same. */
function jsonOf(value: BsonValue): unknown {
  return simpler(JSON.parse(orderedJson(value)));
}

function simpler(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(simpler);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json);
  const [[key, inner] = []] = entries;
  if (entries.length === 1 && typeof inner === 'string') {
    if (key === '$numberInt') return Number(inner);
    const number = Number(inner);
    if (key === '$numberDouble' && Number.isFinite(number) && !Number.isInteger(number)) return number;
  }
  if (entries.length === 1 && key === '$date') return { $date: dateText(inner) };
  return Object.fromEntries(entries.map(([name, each]) => [name, simpler(each)]));
}

function dateText(inner: unknown): unknown {
  const millis = (inner as { $numberLong?: string }).$numberLong;
  if (millis === undefined) return inner;
  const date = new Date(Number(millis));
  return Number.isNaN(date.getTime()) ? inner : date.toISOString().replace('.000Z', 'Z');
}
