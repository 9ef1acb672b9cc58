/** What a profile remarks on, in the order in which it is told. */
export const remarkCodes = [
  /** A document with content that is not sound. */
  'document.unsound',
  /** A collection whose documents name no client. */
  'client.unnamed',
  /** Documents without a client, or with something that cannot be one. */
  'client.missing',
  'client.invalid',
  /** Clients with documents here and none in the collection whose `_id` clients are named by. */
  'client.unknown',
  /** Clients with several documents in a collection where most have one. */
  'client.several',
  /** Clients whose id is spelled in more than one way. */
  'client.spelling',
  /** Documents that share a logical id. */
  'key.repeated',
  /** Ids that are found in no collection, in a path of ids of one. */
  'link.dangling',
  /** Clients whose documents together are more than a drawer may hold. */
  'drawer.too_large',
  /** Values of a path of which most have another BSON type (null is no type here). */
  'type.mixed',
  /** Days that there are not, texts among BSON dates, dates without a zone, days before months. */
  'date.impossible',
  'date.text',
  'date.no_zone',
  'date.day_first',
  /** Numbers with a decimal comma, with a unit or sign of per cent, and two numbers in one text. */
  'number.comma',
  'number.unit',
  'number.range',
  /** Texts that are composed otherwise than NFC, and with characters that nobody sees. */
  'text.not_nfc',
  'text.odd_characters',
  'text.outer_space',
  /** Paths that are in the data and not in the contract's schema. */
  'path.undeclared',
  /** Paths beyond the limit, which were only counted. */
  'path.truncated',
] as const;

export type RemarkCode = (typeof remarkCodes)[number];
