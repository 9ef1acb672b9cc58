/** The parts of an error that a message may name. */
interface Faulty {
  readonly code: string;
  readonly token: string | undefined;
  readonly value: unknown;
  readonly extra: Readonly<Record<string, unknown>> | undefined;
}

const templates: Readonly<Record<string, string>> = {
  T0410: 'argument {index} of function {token} has a type its signature does not accept',
  T0411: 'the context value cannot stand in for argument {index} of function {token}',
  T0412: 'argument {index} of function {token} must be an array of one type',
  D1001: 'number out of range',
  D1002: 'only a number can be negated',
  T1003: 'an object key must be a text',
  D1004: 'the regular expression matches the empty text',
  T1005: 'not a function; did you mean the function {token} with a $ before it?',
  T1006: 'not a function',
  T1007: 'not a function; did you mean the function {token} with a $ before it?',
  T1008: 'not a function',
  D1009: 'two key expressions give the same key',
  T1010: 'a matcher function must return { match, start, end, groups, next }',
  D1011: 'calls are nested too deeply; make the recursion a tail call',
  D1013: 'this key is reserved',
  T2001: 'the left side of {token} must be a number',
  T2002: 'the right side of {token} must be a number',
  T2003: 'the left side of .. must be an integer',
  T2004: 'the right side of .. must be an integer',
  T2006: 'the right side of ~> must be a function',
  T2007: 'sort keys must all be texts or all be numbers',
  T2008: 'a sort key must be a text or a number',
  T2009: 'both sides of {token} must have the same type',
  T2010: 'both sides of {token} must be texts or numbers',
  T2011: 'the update of a transform must be an object',
  T2012: 'the deletions of a transform must be texts',
  T2013: '$clone is not a function here',
  D2014: 'a range may have at most 10 million items',
  D2015: 'the sequence is longer than allowed',
  D3001: 'infinity or NaN cannot become a text',
  D3010: 'the pattern of $replace must not be empty',
  D3011: 'the limit of $replace must not be negative',
  D3012: 'the replacement function must return a text',
  D3020: 'the limit of $split must not be negative',
  D3030: 'cannot become a number',
  D3040: 'the limit of $match must not be negative',
  D3050: 'the function given to $reduce must take two arguments',
  D3060: 'no square root of a negative number',
  D3061: 'the power is out of range',
  D3070: '$sort without a function takes only numbers or only texts',
  D3100: 'the radix must be between 2 and 36',
  D3110: 'not an ISO 8601 timestamp',
  D3138: '$single found more than one match',
  D3139: '$single found no match',
  U1001: 'a value of this BSON type can be moved and compared, not computed with',
  U1002: 'the evaluation uses more work than allowed',
  U1003: 'the text is longer than allowed',
  U1004: 'a function cannot be part of a result',
  U1005: 'this text cannot be searched with this regular expression',
  U1006: 'the built-in function cannot work with these arguments',
  U1007: 'a function bound from outside must be synchronous',
};

/** An error's message: what is wrong in words, without the document's data (a value may be personal). */
export function messageOf(error: Faulty): string {
  if (error.code === 'D3140') {
    return `Malformed URL passed to $${String(error.extra?.functionName)}(): ${JSON.stringify(error.value)}`;
  }
  const template = templates[error.code] ?? 'the evaluation failed';
  return template.replace(/\{(\w+)\}/g, (_, name: string) =>
    String((name === 'token' ? error.token : error.extra?.[name]) ?? '?'),
  );
}
