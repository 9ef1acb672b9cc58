import type { Fields, Value } from './value.ts';

/** Canonical extended JSON of a value in one line; object keys in UTF-8 order if `sorted`, else as stored. */
export function extendedJson(value: Value, sorted: boolean): string {
  switch (value.type) {
    case 'double':
      return `{"$numberDouble":"${doubleText(value.value)}"}`;
    case 'int32':
      return `{"$numberInt":"${value.value}"}`;
    case 'int64':
      return `{"$numberLong":"${value.value}"}`;
    case 'date':
      return `{"$date":{"$numberLong":"${value.value}"}}`;
    case 'string':
      return JSON.stringify(value.value);
    case 'objectId':
      return `{"$oid":"${value.value}"}`;
    case 'decimal128':
      return `{"$numberDecimal":"${value.value}"}`;
    case 'symbol':
      return `{"$symbol":${JSON.stringify(value.value)}}`;
    case 'code':
      return `{"$code":${JSON.stringify(value.value)}}`;
    case 'codeWithScope':
      return `{"$code":${JSON.stringify(value.code)},"$scope":${fieldsJson(value.scope, sorted)}}`;
    case 'bool':
      return String(value.value);
    case 'null':
      return 'null';
    case 'undefined':
      return '{"$undefined":true}';
    case 'minKey':
      return '{"$minKey":1}';
    case 'maxKey':
      return '{"$maxKey":1}';
    case 'object':
      return fieldsJson(value.fields, sorted);
    case 'array':
      return `[${value.items.map((item) => extendedJson(item, sorted)).join(',')}]`;
    case 'binary':
      return `{"$binary":{"base64":"${value.base64}","subType":"${value.subtype.toString(16).padStart(2, '0')}"}}`;
    case 'regex':
      return `{"$regularExpression":{"options":${JSON.stringify(value.options)},"pattern":${JSON.stringify(value.pattern)}}}`;
    case 'timestamp':
      return `{"$timestamp":{"i":${value.increment},"t":${value.time}}}`;
    case 'dbPointer':
      return `{"$dbPointer":{"$id":{"$oid":"${value.id}"},"$ref":${JSON.stringify(value.collection)}}}`;
  }
}

function fieldsJson(fields: Fields, sorted: boolean): string {
  const entries = [...fields];
  if (sorted) entries.sort(([a], [b]) => compareBytes(a, b));
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${extendedJson(value, sorted)}`).join(',')}}`;
}

function doubleText(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

/** Order of texts by their UTF-8 bytes. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
