import { Decimal128 } from 'bson';
import type { Fields, Value } from './value.ts';

/** BSON of a document, byte for byte what `decode` was given. */
export function encode(fields: Fields): Buffer {
  const parts = [...fields].map(([name, value]) => element(name, value));
  const size = Buffer.alloc(4);
  size.writeInt32LE(parts.reduce((sum, part) => sum + part.length, 5));
  return Buffer.concat([size, ...parts, Buffer.of(0)]);
}

function element(name: string, value: Value): Buffer {
  const [type, content] = body(value);
  return Buffer.concat([Buffer.of(type), cstring(name), content]);
}

function body(value: Value): readonly [type: number, content: Buffer] {
  switch (value.type) {
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value.value);
      return [0x01, bytes];
    }
    case 'string':
      return [0x02, text(value.value)];
    case 'object':
      return [0x03, encode(value.fields)];
    case 'array':
      return [0x04, encode(new Map(value.items.map((item, index) => [String(index), item])))];
    case 'binary': {
      const bytes = Buffer.from(value.base64, 'base64');
      return [0x05, Buffer.concat([int32(bytes.length), Buffer.of(value.subtype), bytes])];
    }
    case 'undefined':
      return [0x06, Buffer.of()];
    case 'objectId':
      return [0x07, Buffer.from(value.value, 'hex')];
    case 'bool':
      return [0x08, Buffer.of(value.value ? 1 : 0)];
    case 'date':
      return [0x09, int64(value.value)];
    case 'null':
      return [0x0a, Buffer.of()];
    case 'regex':
      return [0x0b, Buffer.concat([cstring(value.pattern), cstring(value.options)])];
    case 'dbPointer':
      return [0x0c, Buffer.concat([text(value.collection), Buffer.from(value.id, 'hex')])];
    case 'code':
      return [0x0d, text(value.value)];
    case 'symbol':
      return [0x0e, text(value.value)];
    case 'codeWithScope': {
      const content = Buffer.concat([text(value.code), encode(value.scope)]);
      return [0x0f, Buffer.concat([int32(content.length + 4), content])];
    }
    case 'int32':
      return [0x10, int32(value.value)];
    case 'timestamp':
      return [0x11, Buffer.concat([int32(value.increment | 0), int32(value.time | 0)])];
    case 'int64':
      return [0x12, int64(value.value)];
    case 'decimal128':
      return [0x13, Buffer.from(Decimal128.fromString(value.value).bytes)];
    case 'minKey':
      return [0xff, Buffer.of()];
    case 'maxKey':
      return [0x7f, Buffer.of()];
  }
}

const cstring = (value: string): Buffer => Buffer.from(`${value}\0`);

function text(value: string): Buffer {
  const bytes = cstring(value);
  return Buffer.concat([int32(bytes.length), bytes]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function int64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}
