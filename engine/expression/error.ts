import { messageOf } from './messages.ts';

/**
 * An evaluation that failed. `code` is JSONata's own (T2001, D3030, …) or one of ours (U1001…, see
 * docs/expressions.md); `position` is a 0-based UTF-16 offset into the expression's text; `token` the operator or
 * function; `value` the offending value, if any.
 */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  readonly code: string;
  position: number | undefined;
  token: string | undefined;
  readonly value: unknown;
  /** More facts of some codes: index of the argument, expected type, name of the function. */
  readonly extra: Readonly<Record<string, unknown>> | undefined;
  readonly #message: string | undefined;

  constructor(code: string, details: ErrorDetails = {}) {
    super();
    this.code = code;
    this.position = details.position;
    this.token = details.token;
    this.value = details.value;
    this.extra = details.extra;
    this.#message = details.message;
    Object.defineProperty(this, 'message', {
      get: () => this.#message ?? messageOf(this),
      configurable: true,
    });
  }
}

/** What is known of an error where it is raised; place and token are filled in by the node around. */
export interface ErrorDetails {
  readonly position?: number;
  readonly token?: string;
  readonly value?: unknown;
  readonly message?: string;
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** Raises an evaluation error without a place; the enclosing operator or call adds it. */
export function raise(code: string, value?: unknown, extra?: Readonly<Record<string, unknown>>): never {
  throw new ExpressionError(code, { value, ...(extra && { extra }) });
}

/** Adds place and token to an error that has none yet; any other exception passes unchanged. */
export function locate(error: unknown, position: number | undefined, token: string | undefined): unknown {
  if (error instanceof ExpressionError) {
    error.position ??= position;
    error.token ??= token;
  }
  return error;
}
