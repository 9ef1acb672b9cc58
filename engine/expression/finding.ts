/** A fault of an expression's text, found without data. */
export interface ExpressionFinding {
  /** `expression.syntax`, `expression.unsupported`, `expression.forbidden`, `expression.regex`, `expression.depth`, `expression.size`. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** 0-based UTF-16 offset into the text. */
  readonly position: number;
  readonly length?: number;
  readonly token?: string;
  /** JSONata's own code, such as S0201. */
  readonly detail?: string;
}
