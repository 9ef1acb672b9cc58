import type { CodeEntry } from '../report.ts';

/** Codes of files that are not YAML as the language wants it. */
export const yamlCodes = {
  'yaml.encoding': {
    severity: 'error',
    meaning: 'The file is not valid UTF-8.',
    remedy: 'Save it as UTF-8.',
  },
  'yaml.size': {
    severity: 'error',
    meaning: 'The file is larger than 1 MiB.',
    remedy: 'Split it, or move data out of the contract.',
  },
  'yaml.depth': {
    severity: 'error',
    meaning: 'Lists and maps lie in each other more than 100 levels deep.',
    remedy: 'Flatten it; an open bracket that nothing closes looks the same.',
  },
  'yaml.character': {
    severity: 'error',
    meaning: 'A control character that YAML does not allow, or a line break other than LF and CRLF.',
    remedy: 'Remove it, or write it as an escape inside double quotes.',
  },
  'yaml.empty': { severity: 'error', meaning: 'The file holds nothing.', remedy: 'Fill it, or drop it.' },
  'yaml.documents': {
    severity: 'error',
    meaning: 'The file holds several YAML documents.',
    remedy: 'One document per file: remove `---` and `...`.',
  },
  'yaml.directive': {
    severity: 'error',
    meaning: 'A `%YAML` or other directive.',
    remedy: 'Remove it: files are always read as YAML 1.2, core schema.',
  },
  'yaml.syntax': {
    severity: 'error',
    meaning: 'The text is not YAML at this place.',
    remedy: 'Correct it; an expression is safest in a block scalar (`|`) or in single quotes.',
  },
  'yaml.tab': {
    severity: 'error',
    meaning: 'A tab where the indentation stands.',
    remedy: 'Indent with spaces.',
  },
  'yaml.anchor': {
    severity: 'error',
    meaning: 'An anchor (`&name`).',
    remedy: 'Write the value out; an expression that starts with `&` goes into a block scalar (`|`).',
  },
  'yaml.alias': {
    severity: 'error',
    meaning: 'An alias (`*name`).',
    remedy: 'Write the value out; an expression that starts with `*` goes into a block scalar (`|`).',
  },
  'yaml.tag': {
    severity: 'error',
    meaning: 'A tag (`!name`).',
    remedy: 'Remove it; a text that starts with `!` is quoted.',
  },
  'yaml.merge_key': {
    severity: 'error',
    meaning: 'A merge key (`<<`).',
    remedy: 'Write the entries out.',
  },
  'yaml.key': {
    severity: 'error',
    meaning: 'A key that is not text (a number, a boolean, null, a list, a map).',
    remedy: 'Quote it: `"12": …`.',
  },
  'yaml.duplicate_key': {
    severity: 'error',
    meaning: 'A key that stands twice in the same map.',
    remedy: 'Keep one of them.',
  },
  'yaml.number': {
    severity: 'error',
    meaning: 'A number that would lose digits, or is not finite.',
    remedy: 'Quote it when it is a name, an id or a version.',
  },
} as const satisfies Record<string, CodeEntry>;

export type YamlCode = keyof typeof yamlCodes;
