import { Decimal128 } from 'bson';

/** One BSON value with its type spelt out, so that nothing is promoted, guessed or reordered. */
export type Value =
  | { readonly type: 'double' | 'int32'; readonly value: number }
  | { readonly type: 'int64' | 'date'; readonly value: bigint }
  | { readonly type: 'string' | 'objectId' | 'decimal128' | 'symbol' | 'code'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'null' | 'undefined' | 'minKey' | 'maxKey' }
  | { readonly type: 'object'; readonly fields: Fields }
  | { readonly type: 'array'; readonly items: readonly Value[] }
  | { readonly type: 'binary'; readonly subtype: number; readonly base64: string }
  | { readonly type: 'regex'; readonly pattern: string; readonly options: string }
  | { readonly type: 'timestamp'; readonly time: number; readonly increment: number }
  | { readonly type: 'codeWithScope'; readonly code: string; readonly scope: Fields }
  | { readonly type: 'dbPointer'; readonly collection: string; readonly id: string };

/** The fields of a document in their order. A map, because keys may be `__proto__` or look like numbers. */
export type Fields = Map<string, Value>;

/** Decodes one BSON document. Throws on anything malformed: inputs of the reference are made by us. */
export function decode(bytes: Uint8Array): Fields {
  return new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).document();
}

class Reader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  document(): Fields {
    const end = this.at + this.int32();
    const fields: Fields = new Map();
    for (;;) {
      const type = this.bytes.readUInt8(this.at++);
      if (type === 0) break;
      const name = this.cstring();
      fields.set(name, this.value(type));
    }
    if (this.at !== end) throw new Error(`document ends at ${this.at}, not at ${end}`);
    return fields;
  }

  private value(type: number): Value {
    switch (type) {
      case 0x01:
        this.at += 8;
        return { type: 'double', value: this.bytes.readDoubleLE(this.at - 8) };
      case 0x02:
        return { type: 'string', value: this.text() };
      case 0x03:
        return { type: 'object', fields: this.document() };
      case 0x04:
        return { type: 'array', items: [...this.document().values()] };
      case 0x05:
        return this.binary();
      case 0x06:
        return { type: 'undefined' };
      case 0x07:
        return { type: 'objectId', value: this.take(12).toString('hex') };
      case 0x08:
        return { type: 'bool', value: this.bytes.readUInt8(this.at++) === 1 };
      case 0x09:
        return { type: 'date', value: this.int64() };
      case 0x0a:
        return { type: 'null' };
      case 0x0b:
        return { type: 'regex', pattern: this.cstring(), options: this.cstring() };
      case 0x0c:
        return { type: 'dbPointer', collection: this.text(), id: this.take(12).toString('hex') };
      case 0x0d:
        return { type: 'code', value: this.text() };
      case 0x0e:
        return { type: 'symbol', value: this.text() };
      case 0x0f:
        this.at += 4;
        return { type: 'codeWithScope', code: this.text(), scope: this.document() };
      case 0x10:
        return { type: 'int32', value: this.int32() };
      case 0x11: {
        const increment = this.int32() >>> 0;
        return { type: 'timestamp', increment, time: this.int32() >>> 0 };
      }
      case 0x12:
        return { type: 'int64', value: this.int64() };
      case 0x13:
        return { type: 'decimal128', value: new Decimal128(this.take(16)).toString() };
      case 0x7f:
        return { type: 'maxKey' };
      case 0xff:
        return { type: 'minKey' };
      default:
        throw new Error(`unknown BSON type 0x${type.toString(16)}`);
    }
  }

  private binary(): Value {
    const length = this.int32();
    const subtype = this.bytes.readUInt8(this.at++);
    return { type: 'binary', subtype, base64: this.take(length).toString('base64') };
  }

  private int32(): number {
    this.at += 4;
    return this.bytes.readInt32LE(this.at - 4);
  }

  private int64(): bigint {
    this.at += 8;
    return this.bytes.readBigInt64LE(this.at - 8);
  }

  private take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  private cstring(): string {
    const end = this.bytes.indexOf(0, this.at);
    const text = this.bytes.toString('utf8', this.at, end);
    this.at = end + 1;
    return text;
  }

  private text(): string {
    const length = this.int32();
    return this.take(length).toString('utf8', 0, length - 1);
  }
}
