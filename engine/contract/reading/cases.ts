import { type BsonValue, fromExtendedJson, isDocument, type PlainDocument } from '../../bson/index.ts';
import {
  type CaseModel,
  dispositions,
  type ExpectedAbsence,
  type ExpectedDrawer,
  type ExpectModel,
  type GivenSource,
} from '../cases-model.ts';
import type { Place } from '../finding.ts';
import type { YamlEntry, YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { entriesOf, itemsOf, openMap, wrongKind } from './map.ts';
import { jsonOf } from './schema.ts';
import { pathOf, readBoolean, readChoice, readInteger, readPath, readProse, readText } from './values.ts';

/** One file of cases. */
export function readCases(file: string, node: YamlNode, context: ReadContext): readonly CaseModel[] {
  const map = openMap(node, ['cases'], 'a file of cases', context);
  return itemsOf(map?.need('cases'), 'cases', context).flatMap((item) => readCase(file, item, context) ?? []);
}

const caseKeys = ['case', 'note', 'parameters', 'given', 'drawers', 'expect'];

function readCase(file: string, node: YamlNode, context: ReadContext): CaseModel | undefined {
  const map = openMap(node, caseKeys, 'a case', context);
  if (map === undefined) return undefined;
  readProse(map.get('note'), 'note', context);
  const expect = readExpect(map.need('expect'), map.place, context);
  const model: CaseModel = {
    name: readText(map.need('case'), 'case', context) ?? '',
    file,
    parameters: readParameterValues(map.get('parameters'), context),
    given: entriesOf(map.need('given'), 'given', context).map((entry) => readGiven(entry, context)),
    drawers: readDocuments(map.get('drawers'), 'drawers', context),
    expect,
    place: map.place,
  };
  if (checksNothing(map.get('expect'))) {
    context.report('case.empty', map.place, `the case ${JSON.stringify(model.name)} checks nothing`);
  }
  return context.remember(model, map.node);
}

function readParameterValues(node: YamlNode | undefined, context: ReadContext): CaseModel['parameters'] {
  const values: Record<string, string | number | boolean> = Object.create(null);
  for (const { key, value } of entriesOf(node, 'parameters', context)) {
    if (value.kind === 'scalar' && value.value !== null) values[key] = value.value;
    else wrongKind(value, key, 'a text, number or boolean', context);
  }
  return values;
}

function readGiven(entry: YamlEntry, context: ReadContext): GivenSource {
  return {
    source: entry.key,
    documents: readDocuments(entry.value, entry.key, context),
    place: entry.keyPlace,
  };
}

function readDocuments(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
): readonly PlainDocument[] {
  return itemsOf(node, what, context).flatMap((item) => {
    const document = readDocument(item, what, context);
    return document === undefined ? [] : [document];
  });
}

function readDocument(node: YamlNode, what: string, context: ReadContext): PlainDocument | undefined {
  const value = node.kind === 'map' ? readValue(node, what, context) : undefined;
  if (node.kind !== 'map') wrongKind(node, `a document of ${what}`, 'a map', context);
  if (value === undefined) return undefined;
  if (isDocument(value)) return value as PlainDocument;
  context.report('case.value', node.place, `a document of ${what} must be a document`);
  return undefined;
}

function readValue(node: YamlNode, what: string, context: ReadContext): BsonValue | undefined {
  try {
    return fromExtendedJson(jsonOf(node));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    context.report('case.value', node.place, `${what} is not extended JSON: ${message}`);
    return undefined;
  }
}

const expectKeys = ['exactly', 'drawers', 'absent', 'dispositions', 'reasons', 'warnings', 'links'];

function readExpect(node: YamlNode | undefined, _place: Place, context: ReadContext): ExpectModel {
  const map = openMap(node, expectKeys, 'expect', context);
  const exactly = readBoolean(map?.get('exactly'), 'exactly', context) ?? false;
  const expect: ExpectModel = {
    exactly,
    drawers: entriesOf(map?.get('drawers'), 'drawers', context).flatMap((entry) =>
      readDrawer(entry, exactly, context),
    ),
    absent: entriesOf(map?.get('absent'), 'absent', context).map((entry) => readAbsence(entry, context)),
    dispositions: byDocument(map?.get('dispositions'), 'dispositions', context, (id, source, entry) => {
      const disposition = readChoice(entry.value, dispositions, 'a disposition', context);
      return disposition && { source, id, disposition, place: entry.value.place };
    }),
    reasons: byDocument(map?.get('reasons'), 'reasons', context, (id, source, entry) => {
      const code = readText(entry.value, 'a reason', context);
      return code === undefined ? undefined : { source, id, code, place: entry.value.place };
    }),
    warnings: byDocument(map?.get('warnings'), 'warnings', context, (id, source, entry) => ({
      source,
      id,
      codes: entriesOf(entry.value, 'warnings', context).flatMap((warning) => {
        const count = readInteger(warning.value, warning.key, context);
        return count === undefined ? [] : [{ code: warning.key, count }];
      }),
      place: entry.keyPlace,
    })),
    links: byDocument(map?.get('links'), 'links', context, (id, source, entry) => ({
      source,
      id,
      fields: entriesOf(entry.value, 'links', context).flatMap(({ key: field, keyPlace: place, value }) => {
        const expected = readValue(value, field, context);
        return expected === undefined ? [] : [{ field, value: expected, place }];
      }),
      place: entry.keyPlace,
    })),
  };
  return map === undefined ? { ...expect } : context.remember(expect, map.node);
}

/** Entries by source, then by `_id`. */
function byDocument<Item>(
  node: YamlNode | undefined,
  what: string,
  context: ReadContext,
  read: (id: string, source: string, entry: YamlEntry) => Item | undefined,
): readonly Item[] {
  return entriesOf(node, what, context).flatMap((source) =>
    entriesOf(source.value, source.key, context).flatMap((entry) => {
      const item = read(entry.key, source.key, entry);
      return item === undefined ? [] : [item];
    }),
  );
}

function readDrawer(entry: YamlEntry, exactly: boolean, context: ReadContext): readonly ExpectedDrawer[] {
  const { key: id, keyPlace: place, value } = entry;
  if (exactly) {
    const whole = readDocument(value, id, context);
    return whole === undefined ? [] : [{ id, whole, values: [], place }];
  }
  const values = entriesOf(value, id, context).flatMap((field) => {
    const path = pathOf(field.key, field.keyPlace, id, context);
    const expected = readValue(field.value, field.key, context);
    return path === undefined || expected === undefined
      ? []
      : [{ path, value: expected, place: field.keyPlace }];
  });
  return [{ id, whole: undefined, values, place }];
}

function readAbsence(entry: YamlEntry, context: ReadContext): ExpectedAbsence {
  const paths = itemsOf(entry.value, entry.key, context).flatMap((item) => {
    const path = readPath(item, 'absent', context);
    return path === undefined ? [] : [{ path, place: item.place }];
  });
  return { id: entry.key, paths, place: entry.keyPlace };
}

/** Whether nothing under `expect` could differ from what happens. */
function checksNothing(node: YamlNode | undefined): boolean {
  if (node?.kind !== 'map') return false;
  return node.entries.every(({ key, value }) => {
    if (key === 'exactly') return value.kind === 'scalar' && value.value !== true;
    if (value.kind !== 'map' || key === 'drawers' || key === 'absent') return isEmpty(value);
    return value.entries.every((source) => isEmpty(source.value));
  });
}

function isEmpty(node: YamlNode): boolean {
  return node.kind === 'map' && node.entries.length === 0;
}
