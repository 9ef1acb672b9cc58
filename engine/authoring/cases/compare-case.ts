import { type BsonDocument, type BsonValue, sameValue } from '../../bson/index.ts';
import type { CaseModel, ExpectedDrawer, ExpectModel, Place, Plan } from '../../contract/index.ts';
import { formatDrawerPath, type Segment, valueIn } from '../explain/drawer-path.ts';
import { differences, without } from './difference.ts';
import type { CaseDocument, CaseRun } from './run-case.ts';

/** Something in which a case does not come out as it expects. */
export type CaseDifference =
  | {
      readonly kind: 'value';
      readonly drawer: string;
      readonly path: readonly Segment[];
      readonly want: BsonValue | undefined;
      readonly got: BsonValue | undefined;
      readonly place: Place;
    }
  | {
      readonly kind: 'drawer';
      readonly drawer: string;
      readonly want: 'a drawer' | 'no drawer';
      readonly got: 'a drawer' | 'no drawer';
      readonly place: Place;
    }
  | {
      readonly kind: 'link';
      readonly source: string;
      readonly id: string;
      readonly field: string;
      readonly want: BsonValue;
      readonly got: BsonValue | undefined;
      readonly place: Place;
    }
  | {
      readonly kind: 'disposition' | 'reason' | 'warnings';
      readonly source: string;
      readonly id: string;
      readonly want: string;
      readonly got: string;
      /** Where the contract set the document aside, where it did. */
      readonly where: Place | undefined;
      readonly place: Place;
    };

/** What a difference is about, as it is shown. */
export function subjectOf(difference: CaseDifference): string {
  if (difference.kind === 'value') return `${difference.drawer} ${formatDrawerPath(difference.path)}`;
  if (difference.kind === 'drawer') return difference.drawer;
  const what = difference.kind === 'link' ? `link ${difference.field}` : difference.kind;
  return `${difference.source} ${difference.id}, ${what}`;
}

/** Compares what a case expects with what came out. Only what is named is compared. */
export function compareCase(plan: Plan, model: CaseModel, run: CaseRun): readonly CaseDifference[] {
  const { expect } = model;
  return [
    ...expect.drawers.flatMap((expected) => ofDrawer(plan, expected, run.drawers.get(expected.id))),
    ...(expect.exactly ? unexpected(model, run) : []),
    ...absences(expect, run),
    ...verdicts(expect, run),
    ...links(expect, run),
  ];
}

function ofDrawer(
  plan: Plan,
  { id, whole, values, place }: ExpectedDrawer,
  drawer: BsonDocument | undefined,
): readonly CaseDifference[] {
  if (drawer === undefined)
    return [{ kind: 'drawer', drawer: id, want: 'a drawer', got: 'no drawer', place }];
  const { volatile } = plan.target;
  const found =
    whole === undefined
      ? values.flatMap((value) =>
          differences(value.value, valueIn(drawer, value.path), value.path).map((each) => ({
            ...each,
            place: value.place,
          })),
        )
      : differences(without(whole, volatile), without(drawer, volatile)).map((each) => ({ ...each, place }));
  return found.map((each) => ({ kind: 'value', drawer: id, ...each }));
}

function unexpected({ expect, place }: CaseModel, { drawers }: CaseRun): readonly CaseDifference[] {
  const wanted = new Set(expect.drawers.map(({ id }) => id));
  return [...drawers.keys()]
    .filter((id) => !wanted.has(id))
    .map((drawer) => ({ kind: 'drawer', drawer, want: 'no drawer', got: 'a drawer', place }));
}

function absences(expect: ExpectModel, { drawers }: CaseRun): readonly CaseDifference[] {
  return expect.absent.flatMap(({ id, paths, place }): readonly CaseDifference[] => {
    const drawer = drawers.get(id);
    if (paths.length === 0) {
      if (drawer === undefined) return [];
      return [{ kind: 'drawer', drawer: id, want: 'no drawer', got: 'a drawer', place }];
    }
    if (drawer === undefined)
      return [{ kind: 'drawer', drawer: id, want: 'a drawer', got: 'no drawer', place }];
    return paths.flatMap((absent): readonly CaseDifference[] => {
      const got = valueIn(drawer, absent.path);
      if (got === undefined) return [];
      return [{ kind: 'value', drawer: id, path: absent.path, want: undefined, got, place: absent.place }];
    });
  });
}

function verdicts(expect: ExpectModel, run: CaseRun): readonly CaseDifference[] {
  const told = (
    kind: 'disposition' | 'reason' | 'warnings',
    at: { readonly source: string; readonly id: string; readonly place: Place },
    want: string,
    say: (document: CaseDocument) => string,
  ): readonly CaseDifference[] => {
    const { source, id, place } = at;
    const document = run.documents.get(source)?.get(id);
    const got = document === undefined ? 'no such document' : say(document);
    return want === got ? [] : [{ kind, source, id, want, got, where: document?.where, place }];
  };
  return [
    ...expect.dispositions.flatMap((each) =>
      told('disposition', each, each.disposition, ({ disposition }) => disposition),
    ),
    ...expect.reasons.flatMap((each) => told('reason', each, each.code, ({ code }) => code ?? 'none')),
    ...expect.warnings.flatMap((each) => {
      const want = countsText(new Map(each.codes.map(({ code, count }) => [code, count])));
      return told('warnings', each, want, ({ warnings }) => countsText(warnings));
    }),
  ];
}

function links(expect: ExpectModel, run: CaseRun): readonly CaseDifference[] {
  return expect.links.flatMap(({ source, id, fields }) =>
    fields.flatMap(({ field, value: want, place }): readonly CaseDifference[] => {
      const got = run.documents.get(source)?.get(id)?.link[field];
      if (got !== undefined && sameValue(want, got)) return [];
      return [{ kind: 'link', source, id, field, want, got, place }];
    }),
  );
}

/** `answer.missing 2, number.unparsed 1`, in the order of the codes; `none`. */
export function countsText(counts: ReadonlyMap<string, number>): string {
  const all = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1));
  return all.length === 0 ? 'none' : all.map(([code, count]) => `${code} ${count}`).join(', ');
}
