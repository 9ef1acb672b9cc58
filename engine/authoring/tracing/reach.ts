import type { ExpressionText } from '../../contract/index.ts';
import type { SyntaxPart, Watch } from '../../expression/index.ts';

/** How often an expression was evaluated, and with what end. */
export interface Reached {
  readonly evaluated: number;
  /** It gave something, true or otherwise. */
  readonly gave: number;
  /** It gave `true`. */
  readonly held: number;
}

/** Counts which expressions, and which parts of them, are evaluated. */
export class Reach {
  readonly #whole = new Map<ExpressionText['place'], { evaluated: number; gave: number; held: number }>();
  readonly #parts = new Map<ExpressionText['place'], Map<string, number>>();

  /** Begins anew. */
  forget(): void {
    this.#whole.clear();
    this.#parts.clear();
  }

  /** Of the expression at a place; functions are not told of as a whole. */
  of(place: ExpressionText['place']): Reached {
    return this.#whole.get(place) ?? { evaluated: 0, gave: 0, held: 0 };
  }

  /** How often a part of the expression or function at a place gave its value. */
  times(place: ExpressionText['place'], part: SyntaxPart): number {
    return this.#parts.get(place)?.get(keyOf(part)) ?? 0;
  }

  /** Whether any part but the whole gave a value: a function's text as a whole only makes it. */
  anyInside(place: ExpressionText['place']): boolean {
    return [...(this.#parts.get(place)?.keys() ?? [])].some((key) => !key.startsWith('lambda '));
  }

  /** Counts what is told of an expression. */
  watch(of: ExpressionText): Watch {
    return {
      gave: (result) => {
        const count = this.#whole.get(of.place) ?? { evaluated: 0, gave: 0, held: 0 };
        count.evaluated++;
        if (result !== undefined) count.gave++;
        if (result === true) count.held++;
        this.#whole.set(of.place, count);
      },
      value: (part) => {
        const counts = this.#parts.get(of.place) ?? new Map<string, number>();
        const key = keyOf(part);
        counts.set(key, (counts.get(key) ?? 0) + 1);
        this.#parts.set(of.place, counts);
      },
    };
  }
}

function keyOf({ kind, start, end }: SyntaxPart): string {
  return `${kind} ${start} ${end}`;
}
