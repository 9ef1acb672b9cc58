/** How grave a code is: `record` sets one document aside, `critical` means that something is broken (I16). */
export type Gravity = 'record' | 'critical';

/** A code that the engine itself gives to data; contracts add their own, which are `record`. */
export interface DataCode {
  readonly code: string;
  readonly gravity: Gravity | 'warning';
  readonly meaning: string;
}

/** Every code that the engine gives to source documents and drawers. `docs/codes.md` has a row for each. */
export const dataCodes: readonly DataCode[] = Object.freeze([
  { code: 'client.missing', gravity: 'record', meaning: 'the document names no client' },
  {
    code: 'client.invalid',
    gravity: 'record',
    meaning: 'its client id is empty, fractional, unsafe or of another type',
  },
  {
    code: 'client.ambiguous',
    gravity: 'record',
    meaning: 'what it names its client by belongs to several clients',
  },
  { code: 'date.missing', gravity: 'record', meaning: 'the document has no date' },
  { code: 'date.no_zone', gravity: 'record', meaning: 'its date is a text without a zone' },
  { code: 'date.invalid', gravity: 'record', meaning: 'its date is no possible date' },
  { code: 'date.from_text', gravity: 'warning', meaning: 'its date was read from text' },
  { code: 'date.fallback', gravity: 'warning', meaning: 'it lacks its date; another one stands in for it' },
  { code: 'source.object', gravity: 'record', meaning: 'what `at` gives is no object' },
  {
    code: 'source.encoding',
    gravity: 'record',
    meaning: 'its content is not sound: UTF-8, repeated keys, dates out of range',
  },
  {
    code: 'source.repeated',
    gravity: 'critical',
    meaning: 'two documents of one source have the same id and other content',
  },
  { code: 'source.schema', gravity: 'record', meaning: "the source's schema refuses it" },
  { code: 'source.systematic', gravity: 'critical', meaning: 'every document of a source fails' },
  { code: 'choice.ambiguous', gravity: 'record', meaning: 'several documents where the contract allows one' },
  { code: 'orphan', gravity: 'record', meaning: 'its client has no drawer' },
  {
    code: 'link.broken',
    gravity: 'record',
    meaning: 'it says that it was migrated, and the target does not hold it',
  },
  { code: 'key.missing', gravity: 'critical', meaning: 'its element has no logical id' },
  {
    code: 'key.duplicate',
    gravity: 'record',
    meaning: 'another document of the client has the same logical id',
  },
  { code: 'conflict', gravity: 'record', meaning: 'the target holds something else in its place' },
  { code: 'merge.conflict', gravity: 'warning', meaning: 'it has another value than the chosen document' },
  { code: 'value.type', gravity: 'critical', meaning: "a value does not fit the drawer's type without loss" },
  { code: 'expression.failed', gravity: 'record', meaning: 'an expression of the contract fails on it' },
  { code: 'drawer.schema', gravity: 'critical', meaning: "the client's drawer would not fit its schema" },
  {
    code: 'drawer.too_large',
    gravity: 'critical',
    meaning: "the client's drawer would be larger than 15 MiB",
  },
  { code: 'drawer.large', gravity: 'warning', meaning: "the client's drawer is larger than 8 MiB" },
  {
    code: 'drawer.encoding',
    gravity: 'critical',
    meaning: "the client's drawer holds a text that is no Unicode",
  },
  {
    code: 'verify.different',
    gravity: 'critical',
    meaning: 'the target holds another value than the documents give',
  },
  { code: 'verify.missing', gravity: 'critical', meaning: 'the target lacks what the documents give' },
]);

const gravities = new Map(dataCodes.map(({ code, gravity }) => [code, gravity]));

/** The gravity of a code that sets a document aside. */
export function gravityOf(code: string): Gravity {
  return gravities.get(code) === 'critical' ? 'critical' : 'record';
}
