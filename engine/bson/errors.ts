/** A value that has no faithful BSON form (T04, T06, T11); `path` leads to it from the root. */
export class EncodeError extends Error {
  override readonly name = 'EncodeError';
  readonly path: string[] = [];
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }

  /** Puts the key of an enclosing document or array before the path. */
  within(key: string): this {
    this.path.unshift(key);
    this.message = `${this.path.join('.')}: ${this.reason}`;
    return this;
  }
}

/** Bytes that were read as BSON without being it; never raised for bytes that `inspect` found undamaged. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
}

/** A text that is not extended JSON. */
export class ExtendedJsonError extends Error {
  override readonly name = 'ExtendedJsonError';
}
