import type { ProfileTexts } from './catalogue.ts';

export const en: ProfileTexts = {
  roles: {
    id: 'id',
    number: 'number',
    date: 'date',
    flag: 'yes or no',
    category: 'category',
    personal: 'personal data',
    text: 'free text',
    structure: 'structure',
    empty: 'empty',
  },
  forms: {
    empty: 'empty',
    blank: 'blanks only',
    date_impossible: 'impossible date',
    date_time_zone: 'date and time with zone',
    date_time_no_zone: 'date and time without zone',
    date: 'YYYY-MM-DD',
    date_day_first: 'DD/MM/YYYY',
    time: 'time',
    epoch: 'epoch digits',
    integer: 'whole number',
    digits: '7 digits or more',
    decimal_point: 'decimal point',
    decimal_comma: 'decimal comma',
    percent: 'per cent',
    number_in_space: 'number in blanks',
    number_range: 'range',
    number_unit: 'number with unit',
    object_id: 'ObjectId as text',
    uuid: 'UUID',
    email: 'e-mail',
    phone: 'phone',
    url: 'URL',
    version: 'version',
    code: 'code',
    word: 'one word',
    text: 'text',
    lines: 'several lines',
  },
  remarks: {
    'document.unsound': {
      title: 'Documents with damaged content',
      advice: 'The engine sets them aside (source.encoding): repair them in the source.',
    },
    'client.unnamed': {
      title: 'A collection that names no client',
      advice:
        'It cannot be a source as it is: see under “Links” whether an address or the like leads to a client.',
    },
    'client.missing': {
      title: 'Documents without a client',
      advice: 'They will be set aside (client.missing): complete them, or exclude them by a rule.',
    },
    'client.invalid': {
      title: 'Documents with an impossible client',
      advice: 'They will be set aside (client.invalid): correct them in the source.',
    },
    'client.unknown': {
      title: 'Clients that are not in the collection of clients',
      advice: 'Decide whether they open a drawer (without_drawer: create) or are set aside (quarantine).',
    },
    'client.several': {
      title: 'Clients with several documents where one is usual',
      advice: 'Decide which one counts: choose: earliest, latest or reject.',
    },
    'client.spelling': {
      title: 'Clients that are spelled in more than one way',
      advice: 'The engine takes them for one and says so; see that they really are.',
    },
    'key.repeated': {
      title: 'Documents that share a logical id',
      advice: 'Do not use it as a key, or decide which document counts.',
    },
    'link.dangling': {
      title: 'Ids that lead to nothing',
      advice: 'The link will be null or the document set aside: decide it in the mapping.',
    },
    'drawer.too_large': {
      title: 'Clients whose documents are more than a drawer holds',
      advice: 'Decide what is not taken into the drawer.',
    },
    'type.mixed': {
      title: 'Paths with several types',
      advice: 'Declare all of them in the schema and convert in the expression.',
    },
    'date.impossible': {
      title: 'Dates that there are not',
      advice:
        'They are set aside if they date the document; JSONata would move them into the next month without a word: use $dateOf.',
    },
    'date.text': {
      title: 'Dates written as text among real dates',
      advice: 'With a zone the engine reads them and warns; without one use $dateOf with a zone.',
    },
    'date.no_zone': {
      title: 'Dates and times without a zone',
      advice: 'They are set aside if they date the document: declare the zone with $dateOf.',
    },
    'date.day_first': {
      title: 'Dates with the day first',
      advice: "Read them with $dateOf(text, 'DD/MM/YYYY', zone).",
    },
    'number.comma': {
      title: 'Numbers with a decimal comma',
      advice: '$number fails on them: use $numberEs.',
    },
    'number.unit': {
      title: 'Numbers with a unit, per cent or blanks',
      advice: "Use $numberEs(value, ['kg', '%', …]) with the units that there are.",
    },
    'number.range': {
      title: 'Two numbers in one text',
      advice: 'That is no number: keep the text as it is.',
    },
    'text.not_nfc': {
      title: 'Texts with decomposed Unicode',
      advice:
        'Two texts that look the same are not: do not compare them with = unless the source is normalised.',
    },
    'text.odd_characters': {
      title: 'Texts with invisible characters',
      advice: 'Hard spaces, zero-width ones or controls: mind them in comparisons.',
    },
    'text.outer_space': { title: 'Texts with blanks around them', advice: 'Use $trim before comparing.' },
    'path.undeclared': {
      title: 'Paths that the contract’s schema does not declare',
      advice: 'Declare and read them, or put them under ignore with a reason.',
    },
    'path.truncated': {
      title: 'Paths without detail, beyond the limit',
      advice: 'The deepest ones are only counted; mostly they are data used as names of fields.',
    },
  },
  bases: { contract: 'by the contract', guess: 'concluded from the data' },
  spellings: {
    string: 'text',
    'string in white space': 'text in blanks',
    int: 'whole number',
    long: 'long whole number',
    double: 'broken number',
    objectId: 'ObjectId',
  },
  none: '—',
  about: '≈ {}',
  hidden: '{} not shown',
  characters: '{} characters',
  elements: '{} elements',
  unique: 'none comes twice',
  undeclared: 'not declared in the contract',
  nulls: '{} null',
  notFinite: '{} not finite',
  emptyLists: '{} empty lists',
  emptyObjects: '{} empty objects',
  notNfc: '{} not NFC',
  outerSpace: '{} with blanks around them',
  oddCharacters: '{} with invisible characters',
  terminal: {
    collection: 'Collection',
    documents: 'Documents',
    paths: 'Paths',
    client: 'Client',
    date: 'Date',
    clients: 'Clients',
    remarks: 'What to look at first',
    places: 'places: {}',
    inCollections: 'collections: {}',
    reports: 'Reports',
  },
};
