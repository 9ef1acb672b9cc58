import { BsonDocument, type BsonValue, isDocument, sameValue } from '../bson/index.ts';
import type { MappingPlan, Plan } from '../contract/index.ts';
import {
  approvedExclusions,
  type Bucket,
  batchWay,
  carriesStray,
  decodeImage,
  documentKey,
  dossierOf,
  type Gathered,
  groupByClient,
  heldAt,
  type Image,
  PROGRESS_EVERY,
  type Progress,
  type Rate,
  records,
} from '../migration/index.ts';
import type { TargetStore } from '../stores/index.ts';
import {
  type DocumentOutcome,
  drawerIdOf,
  type Outcome,
  opened,
  type Part,
  type RunContext,
  setAt,
  transform,
  valueAt,
} from '../transform/index.ts';

export interface VerifyRequest {
  readonly plan: Plan;
  readonly target: TargetStore;
  readonly context: RunContext;
  readonly buckets: AsyncIterable<Bucket>;
  readonly total: number;
  readonly progress: Progress;
  /** Documents that the run before has set aside because of what the target holds: no mismatch if they never landed. */
  readonly setAside?: (source: string, idText: string) => boolean;
}

/** Something in the target that is not what the legacy documents give. */
export interface Mismatch {
  readonly code: 'verify.different' | 'verify.missing';
  readonly drawer: string;
  /** Dotted path in the drawer. */
  readonly path: string;
  /** The source document it comes from, where it is one. */
  readonly document: { readonly source: string; readonly id: string } | undefined;
  /** What should be there and what is, where both are known. */
  readonly wanted: BsonValue | undefined;
  readonly held: BsonValue | undefined;
  /** When the source document says that it came to be. */
  readonly since: Date | undefined;
}

export interface Verification {
  /** Documents that should have landed. */
  readonly compared: number;
  readonly equal: number;
  readonly different: number;
  readonly missing: number;
  readonly drawers: number;
  /** By mapping: what the target really holds of what should be there (I01–I04). */
  readonly rates: ReadonlyMap<string, Rate>;
  /** The first of them; `mismatched` counts all. */
  readonly mismatches: readonly Mismatch[];
  readonly mismatched: number;
}

const unknown = { wanted: undefined, held: undefined, since: undefined } as const;

/** Most mismatches that are kept one by one; all are counted. */
const MAX_MISMATCHES = 1000;

/**
 * Step 05: recomputes every source document and compares it by its canonical value with what is stored, part by
 * part, then each drawer as a whole; with the context of one step what that step gives. Reads only.
 */
export async function verify(request: VerifyRequest): Promise<Verification> {
  const { plan, target, context, progress } = request;
  const way = batchWay(context.step);
  const count = new Count(plan, context.step);
  let done = 0;
  const exclusions = await approvedExclusions(target);
  for await (const bucket of request.buckets) {
    const { clients, strays } = groupByClient(plan, bucket, context.run.now, exclusions);
    for (const stray of strays)
      if (!stray.excluded && carriesStray(plan, way, stray)) count.setAside(stray.source);
    for (let at = 0; at < clients.length; at += 200) {
      const some = clients.slice(at, at + 200);
      const ids = some.map(({ client }) => drawerIdOf(plan, client, context));
      const drawers = await target.read(plan.target.collection, ids);
      const images = await target.read(records.images, ids);
      some.forEach((gathered, index) => {
        const drawer = drawers[index];
        const image = images[index];
        compareClient(
          plan,
          gathered,
          drawer === undefined ? undefined : new BsonDocument(drawer),
          image === undefined ? undefined : decodeImage(image),
          request,
          count,
        );
        const before = done;
        done += gathered.documents.length;
        if (Math.floor(done / PROGRESS_EVERY) > Math.floor(before / PROGRESS_EVERY)) {
          progress('verify', done, request.total);
        }
      });
    }
    done += strays.length;
    progress('verify', done, request.total);
  }
  return count.result();
}

function compareClient(
  plan: Plan,
  gathered: Gathered,
  drawer: BsonDocument | undefined,
  image: Image | undefined,
  { context, setAside }: VerifyRequest,
  count: Count,
): void {
  const outcome = transform(plan, dossierOf(plan, gathered, image), drawer, context);
  const told = new Set<string>();
  for (const document of outcome.documents) {
    const landed = image?.documents.has(documentKey(document.source.name, document.id)) === true;
    if (!landed && setAside?.(document.source.name, document.idText) === true) {
      count.setAside(document.source.name);
      for (const part of document.parts) told.add(part.label);
    } else compareDocument(outcome, document, drawer, image, count, told);
  }
  if (outcome.drawer !== undefined && drawer !== undefined) compareWhole(plan, outcome, drawer, count, told);
  if (drawer !== undefined) count.drawers++;
}

function compareDocument(
  outcome: Outcome,
  document: DocumentOutcome,
  drawer: BsonDocument | undefined,
  image: Image | undefined,
  count: Count,
  told: Set<string>,
): void {
  const source = document.source.name;
  if (document.fate === 'quarantined') {
    count.setAside(source);
    if (image?.documents.has(documentKey(source, document.id)) === true) {
      const path = document.fault?.detail ?? document.fault?.code ?? '';
      const place = { source, id: document.idText };
      count.mismatch({
        code: 'verify.different',
        drawer: outcome.drawerId,
        path,
        document: place,
        ...unknown,
      });
    }
  }
  if (document.fate !== 'landed' && document.fate !== 'already_present') return;
  const place = { source, id: document.idText };
  const linked = document.fate === 'already_present';
  const imaged = linked || image?.documents.has(documentKey(source, document.id)) === true;
  const states = document.parts.map((part) => stateOf(part, drawer));
  const worst =
    !imaged || states.includes('missing') ? 'missing' : states.includes('different') ? 'different' : 'equal';
  count.compare(document.mapping, worst);
  document.parts.forEach((part, at) => {
    const state = states[at];
    if (state === 'equal') return;
    told.add(part.label);
    const code = state === 'missing' ? 'verify.missing' : 'verify.different';
    const held = heldAt(part, drawer);
    const since = document.date;
    const values = { wanted: part.value, held, since };
    count.mismatch({ code, drawer: outcome.drawerId, path: part.label, document: place, ...values });
  });
  if (!imaged && !states.includes('missing')) {
    count.mismatch({
      code: 'verify.missing',
      drawer: outcome.drawerId,
      path: records.images,
      document: place,
      ...unknown,
    });
  }
}

/** What is left of the drawer beside single documents: finish values, order of lists, what the schema requires. */
function compareWhole(
  plan: Plan,
  outcome: Outcome,
  stored: BsonDocument,
  count: Count,
  told: Set<string>,
): void {
  const wanted = withoutVolatile(plan, outcome.drawer as never);
  const held = withoutVolatile(plan, stored);
  if (sameValue(wanted, held)) return;
  const path = firstDifference(wanted, held, '') ?? '';
  if (
    [...told].some((label) => path === label || path.startsWith(`${label}.`) || path.startsWith(`${label}[`))
  )
    return;
  count.mismatch({
    code: 'verify.different',
    drawer: outcome.drawerId,
    path,
    document: undefined,
    ...unknown,
  });
}

function withoutVolatile(plan: Plan, drawer: BsonValue): BsonValue {
  if (!isDocument(drawer)) return drawer;
  const copy = opened(drawer);
  for (const path of plan.target.volatile) if (valueAt(copy, path) !== undefined) setAt(copy, path, null);
  return copy;
}

/** Dotted path of the first difference between two values; lists are followed by place. */
export function firstDifference(
  a: BsonValue | undefined,
  b: BsonValue | undefined,
  path: string,
): string | undefined {
  if (a === undefined || b === undefined) return a === b ? undefined : path;
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let at = 0; at < Math.max(a.length, b.length); at++) {
      const found = firstDifference(a[at] as BsonValue, b[at] as BsonValue, `${path}[${at}]`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isDocument(a) && isDocument(b)) {
    const left = opened(a);
    const right = opened(b);
    for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const found = firstDifference(left[name], right[name], path === '' ? name : `${path}.${name}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return sameValue(a, b) ? undefined : path;
}

function stateOf(part: Part, drawer: BsonDocument | undefined): 'equal' | 'different' | 'missing' {
  const held = heldAt(part, drawer);
  if (held === undefined) return 'missing';
  return sameValue(held, part.value) ? 'equal' : 'different';
}

/** The figures of a verification as they grow. */
class Count {
  readonly #plan: Plan;
  readonly #rates: Map<string, { landed: number; of: number }>;
  readonly #mismatches: Mismatch[] = [];
  #mismatched = 0;
  #equal = 0;
  #different = 0;
  #missing = 0;
  drawers = 0;

  constructor(plan: Plan, step: string | undefined) {
    this.#plan = plan;
    const mappings = plan.mappings.filter((mapping) => step === undefined || mapping.step === step);
    this.#rates = new Map(mappings.map(({ name }) => [name, { landed: 0, of: 0 }]));
  }

  compare(mapping: MappingPlan, state: 'equal' | 'different' | 'missing'): void {
    const rate = this.#rates.get(mapping.name);
    if (rate !== undefined) {
      rate.of++;
      if (state === 'equal') rate.landed++;
    }
    if (state === 'equal') this.#equal++;
    else if (state === 'different') this.#different++;
    else this.#missing++;
  }

  setAside(source: string): void {
    const mapping = this.#plan.sources.find((candidate) => candidate.name === source)?.mapping ?? '';
    const rate = this.#rates.get(mapping);
    if (rate !== undefined) rate.of++;
  }

  mismatch(mismatch: Mismatch): void {
    this.#mismatched++;
    if (this.#mismatches.length < MAX_MISMATCHES) this.#mismatches.push(mismatch);
  }

  result(): Verification {
    const equal = this.#equal;
    const different = this.#different;
    const missing = this.#missing;
    const rates = this.#rates;
    const compared = equal + different + missing;
    return {
      compared,
      equal,
      different,
      missing,
      drawers: this.drawers,
      rates,
      mismatches: this.#mismatches,
      mismatched: this.#mismatched,
    };
  }
}
