/** Where an expression stands; decides which variables it may use. */
export type Setting =
  | 'stored'
  | 'source'
  | 'resolved'
  | 'client'
  | 'order'
  | 'let'
  | 'exclude'
  | 'refuse'
  | 'warn'
  | 'field'
  | 'link'
  | 'finish'
  | 'function';

const mappings: readonly Setting[] = ['order', 'let', 'exclude', 'refuse', 'warn', 'field', 'link'];
/** A `let` may use what only later places have; it then serves only those. */
const later: readonly Setting[] = ['let', 'warn', 'field', 'link'];

/** The variables of the language and where each may be used; the table of the reference. */
export const variables: Readonly<Record<string, readonly Setting[]>> = {
  client: ['client', ...mappings, 'finish'],
  parent: ['source', 'resolved', ...mappings],
  date: mappings,
  id: mappings,
  source: mappings,
  rank: later,
  docs: later,
  legacy: [...mappings, 'finish'],
  drawer: later,
  out: ['field', 'link'],
  sound: [...mappings, 'finish'],
  landed: [...mappings, 'finish'],
  run: [...mappings, 'finish'],
  item: ['exclude', 'refuse', 'warn'],
};

/** Variables that a `let` used early may not need: they are known only once a document has landed in its place. */
export const lateVariables: ReadonlySet<string> = new Set(['rank', 'docs', 'drawer']);
