import type { CodeEntry } from '../report.ts';

/** Codes of files, maps and values that are not as the language's reference says. */
export const readingCodes = {
  'file.missing': {
    severity: 'error',
    meaning: 'A file that the contract needs is not there.',
    remedy: 'Write it, or correct its name where the contract names it.',
  },
  'file.path': {
    severity: 'error',
    meaning: 'A file name that leaves the contract folder, is absolute, or does not end in `.yaml`.',
    remedy: 'Name a file inside the contract folder, with `/` between folders.',
  },
  'file.duplicate': {
    severity: 'error',
    meaning: 'The same mapping file is listed twice.',
    remedy: 'List it once.',
  },
  'file.unused': {
    severity: 'warning',
    meaning: 'A mapping or schema file that nothing names.',
    remedy: 'List it in `contract.yaml`, or remove it.',
  },
  'contract.folder': {
    severity: 'warning',
    meaning: 'The folder is not `<name>/<version>` of the contract.',
    remedy: 'Rename the folder, or correct `name` and `version`.',
  },
  'contract.version': {
    severity: 'error',
    meaning: '`version` is not a quoted semver text.',
    remedy: 'Write it as `version: "1.0.0"`.',
  },
  'contract.language': {
    severity: 'error',
    meaning: 'The version of the language is not 1.',
    remedy: 'Write `drawer: 1` (in a policy `policy: 1`).',
  },
  'shape.unknown_key': {
    severity: 'error',
    meaning: 'A key that the language does not have at this place.',
    remedy: 'Correct its spelling, or remove it.',
  },
  'shape.missing_key': {
    severity: 'error',
    meaning: 'A key that must be there is not.',
    remedy: 'Add it.',
  },
  'source.undecided': {
    severity: 'error',
    meaning: 'A source does not say whether it has a cutoff, or whether it is retired.',
    remedy: 'Write `true`, or `{ apply: false, reason: … }`.',
  },
  'shape.type': {
    severity: 'error',
    meaning: 'A value of another kind than the language wants here (a list for a text, …).',
    remedy: 'Write the kind that the message names.',
  },
  'shape.value': {
    severity: 'error',
    meaning: 'A value of the right kind that is not one of those allowed.',
    remedy: 'Write one of those that the message names.',
  },
  'shape.name': {
    severity: 'error',
    meaning:
      'A free name that does not match `[A-Za-z][A-Za-z0-9_-]*` (no `-` in parameters, functions, `let`).',
    remedy: 'Choose a name of letters, digits and `_`.',
  },
  'shape.path': {
    severity: 'error',
    meaning: 'A text that is no path.',
    remedy: 'Join names by dots; put a name with a dot or odd characters in backticks.',
  },
  'shape.reason': {
    severity: 'error',
    meaning: 'A reason that must be written down is empty.',
    remedy: 'Say why, for those who read it later.',
  },
  'field.list': {
    severity: 'error',
    meaning: 'A YAML list where a field tree wants a map, an expression or a literal.',
    remedy: 'An expression gives lists: write it as text in a block scalar (`|`).',
  },
  'field.empty': {
    severity: 'error',
    meaning: 'A field with nothing behind its colon.',
    remedy: 'Write an expression, or `null` when null is meant.',
  },
  'field.mixed': {
    severity: 'error',
    meaning: 'A map that mixes `$value` and its like with names of fields.',
    remedy: 'A leaf has only `$` keys, an object has none.',
  },
  'field.name': {
    severity: 'error',
    meaning:
      'A drawer field whose name is empty, starts with `$`, holds a dot or NUL, or is `__proto__`, `constructor` or `prototype`.',
    remedy: 'Choose another name.',
  },
  'rule.code': {
    severity: 'error',
    meaning: 'The code of a rule or warning is malformed.',
    remedy: 'Write lower-case words joined by dots, such as `card.void`.',
  },
  'expression.kind': {
    severity: 'error',
    meaning: 'A map, list, number, boolean or nothing where an expression must be.',
    remedy: 'Write the expression as text; `{…}` and `[…]` need quotes or a block scalar (`|`).',
  },
  'expression.empty': {
    severity: 'error',
    meaning: 'An expression without text.',
    remedy: 'Write it, or remove the key.',
  },
  'expression.comment': {
    severity: 'error',
    meaning:
      'A YAML comment on the line of an expression written as a plain scalar; YAML may have cut the expression there.',
    remedy:
      'Move the comment to a line of its own, or write the expression in a block scalar (`|`) or in quotes.',
  },
  'schema.recursive': {
    severity: 'error',
    meaning:
      'A `$ref` of a schema leads back to a schema around it, or its references multiply beyond measure.',
    remedy: 'Write the levels out that there are, or leave the inner one open.',
  },
  'case.empty': {
    severity: 'error',
    meaning: 'A case that checks nothing.',
    remedy: 'Name at least one drawer, absence, disposition, reason or warning that is expected.',
  },
  'case.value': {
    severity: 'error',
    meaning: 'A given document or expected value is not extended JSON.',
    remedy: 'Write BSON types as in `{ $date: "2024-05-01T10:00:00Z" }`, `{ $oid: … }`.',
  },
} as const satisfies Record<string, CodeEntry>;

export type ReadingCode = keyof typeof readingCodes;
