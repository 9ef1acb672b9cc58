import type { ExpressionCode } from '../expressions/index.ts';
import type { Place } from '../finding.ts';
import type { ContractExpression } from '../model.ts';
import type { Report } from '../report.ts';
import type { YamlCode, YamlNode } from '../yaml/index.ts';
import type { ReadingCode } from './codes.ts';

export type StageCode = YamlCode | ReadingCode | ExpressionCode;

/** Compiles an expression of a contract file; undefined after reporting what is wrong with it. */
export type CompileText = (
  text: string,
  place: Place,
  placeOf: (offset: number) => Place,
) => ContractExpression | undefined;

/** What all readers share: where faults go, how expressions compile, and where models come from. */
export interface ReadContext {
  readonly report: Report<StageCode>;
  readonly compile: CompileText;
  /** The same context with further variables that expressions may find bound. */
  readonly declaring: (names: readonly string[]) => ReadContext;
  /** Stands for an expression that could not be read, so that the rest of the model can be. */
  readonly placeholder: (place: Place) => ContractExpression;
  /** Says that something was left out of the model: rules about what is missing would be wrong. */
  readonly leaveOut: () => void;
  /** Keeps the YAML a model was read from, for the places of its parts. */
  readonly remember: <Model extends object>(model: Model, node: YamlNode) => Model;
}
