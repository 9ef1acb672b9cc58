import type { BsonValue } from '../bson/index.ts';
import type { CompiledExpression } from '../expression/index.ts';
import type { Finding, Place } from './finding.ts';
import type { Acceptance, Seal } from './sealing/index.ts';

/** A JSONata expression of a contract file, compiled, with its place; `placeOf` maps an offset in `text` to the file. */
export interface ContractExpression {
  readonly kind: 'expression';
  readonly text: string;
  readonly place: Place;
  readonly compiled: CompiledExpression;
  placeOf(offset: number): Place;
}

/** A literal written where an expression could stand. */
export interface ContractLiteral {
  readonly kind: 'literal';
  readonly value: number | boolean | null;
  readonly place: Place;
}

export type Computed = ContractExpression | ContractLiteral;

/** A decision that must be written down: `true`, or `{ apply: false, reason }`. */
export interface Decision {
  readonly apply: boolean;
  readonly reason: string | undefined;
  readonly place: Place;
}

export interface ParameterModel {
  readonly name: string;
  readonly type: 'date' | 'text' | 'integer' | 'boolean';
  readonly required: boolean;
  readonly default: string | number | boolean | undefined;
  readonly place: Place;
}

/** A path of names, `[]` stripped. */
export type Path = readonly string[];

export interface IndexModel {
  readonly keys: readonly { readonly path: string; readonly direction: 1 | -1 }[];
  readonly unique: boolean;
  readonly name: string | undefined;
  readonly place: Place;
}

/** A name that the drawer may use in one place only. */
export interface OnceModel {
  readonly path: Path;
  /** The names meant; the last name of the path unless the contract says more. */
  readonly names: readonly string[];
  readonly place: Place;
}

/** A function of functions.yaml, compiled: `value` gives the function itself. */
export interface FunctionModel {
  readonly name: string;
  readonly value: ContractExpression;
  readonly examples: readonly { readonly call: ContractExpression; readonly gives: ContractExpression }[];
  readonly place: Place;
}

/** A JSON Schema read from YAML: `json` is plain data; `placeOf` finds the place of a JSON pointer in it. */
export interface SchemaModel {
  readonly file: string;
  readonly json: Readonly<Record<string, unknown>>;
  placeOf(pointer: string): Place;
}

/** A database that sources are read from, by an alias that a run binds to a real one. */
export interface DatabaseModel {
  readonly alias: string;
  /** The name it usually has beside the others of its deployment. */
  readonly usual: string | undefined;
  readonly title: string | undefined;
  readonly place: Place;
}

/** What becomes of documents that a source, for a declared reason, does not carry. */
export interface AsideModel {
  readonly disposition: 'excluded' | 'quarantined';
  readonly code: string;
  readonly note: string | undefined;
  readonly fix: string | undefined;
  readonly place: Place;
}

/** An expression about a stored document, and what becomes of those of which it does not hold. */
export interface TakingModel extends AsideModel {
  readonly value: ContractExpression;
}

/** How a source finds its client in another: where the other's `against` is what its own `client` gives. */
export interface ResolveModel {
  readonly source: string;
  readonly against: ContractExpression;
  readonly none: AsideModel;
  readonly place: Place;
}

export interface SourceModel {
  readonly name: string;
  readonly collection: string;
  /** Alias of its database; undefined where the contract has one source store. */
  readonly database: string | undefined;
  /** Gives the object of a stored document that the source is about; without it the document itself. */
  readonly at: TakingModel | undefined;
  /** Which stored documents it takes; without it all. */
  readonly when: TakingModel | undefined;
  readonly title: string | undefined;
  readonly schema: SchemaModel;
  /** Gives the client id, or with `resolve` the text by which it is found. */
  readonly client: ContractExpression;
  readonly resolve: ResolveModel | undefined;
  /** Its date and what stands in for it, in their order; none when it has no dates. */
  readonly dates: readonly ContractExpression[];
  readonly cutoff: Decision;
  readonly retire: Decision;
  readonly ignore: readonly { readonly path: Path; readonly reason: string; readonly place: Place }[];
  readonly place: Place;
}

export interface RuleModel {
  readonly when: ContractExpression;
  readonly code: string;
  readonly note: string | undefined;
  readonly fix: string | undefined;
  readonly items: readonly string[] | undefined;
  readonly place: Place;
}

/** A node of a field tree: an object of the drawer, or a leaf. */
export type FieldModel =
  | { readonly kind: 'object'; readonly children: readonly NamedField[]; readonly place: Place }
  | LeafModel;

export interface NamedField {
  readonly name: string;
  readonly field: FieldModel;
}

export interface LeafModel {
  readonly kind: 'leaf';
  readonly value: Computed;
  readonly default: Computed | undefined;
  readonly else:
    | {
        readonly leaf: string;
        readonly value: ContractExpression;
        readonly warn: string;
        readonly place: Place;
      }
    | undefined;
  /** False when the leaf takes no part in filling and conflicts. */
  readonly fill: boolean;
  /** True when it is written only if something else in the drawer changes. */
  readonly onChange: boolean;
  readonly place: Place;
}

export interface OutputModel {
  readonly name: string;
  readonly into: Path;
  /** True for elements of a list (`into` ends with `[]`). */
  readonly many: boolean;
  readonly key: Path | undefined;
  readonly order: readonly Path[];
  readonly fields: FieldModel & { kind: 'object' };
  readonly place: Place;
}

export interface MappingModel {
  readonly name: string;
  readonly step: string;
  readonly title: string | undefined;
  readonly from: readonly string[];
  readonly after: readonly string[];
  readonly order: readonly ContractExpression[];
  readonly choose: 'earliest' | 'latest' | 'reject' | undefined;
  readonly fill: 'none' | 'other_source' | 'any';
  /** Sources whose documents fill what the chosen one lacks, and are never chosen; and what becomes of them alone. */
  readonly fillers: readonly { readonly source: string; readonly alone: AsideModel; readonly place: Place }[];
  readonly blank: readonly BsonValue[];
  readonly withoutDrawer: 'create' | 'quarantine';
  readonly let: readonly { readonly name: string; readonly value: ContractExpression }[];
  readonly exclude: readonly RuleModel[];
  readonly refuse: readonly RuleModel[];
  readonly warn: readonly RuleModel[];
  readonly linked: string | undefined;
  readonly outputs: readonly OutputModel[];
  readonly link: readonly { readonly field: string; readonly value: Computed; readonly place: Place }[];
  readonly file: string;
  readonly place: Place;
  /** The place of one of its keys, else its own. */
  placeOf(key: string): Place;
}

export interface Criterion {
  readonly metric: string;
  readonly title: string | undefined;
  readonly comparison: { readonly kind: 'at_least' | 'at_most'; readonly value: number };
  readonly place: Place;
}

export interface Band {
  readonly metric: string;
  readonly from: number | undefined;
  readonly below: number | undefined;
  readonly verdict: string;
  readonly action: string;
  readonly owner: string;
  readonly place: Place;
}

export interface PolicyModel {
  readonly unread: 'report' | 'error' | 'ignore';
  readonly criteria: readonly Criterion[];
  readonly bands: readonly Band[];
  readonly approvals: readonly {
    readonly point: string;
    readonly title: string;
    readonly approver: string;
  }[];
  readonly phases: readonly {
    readonly phase: string;
    readonly title: string;
    readonly requires: readonly string[];
  }[];
  readonly severity: Readonly<Record<string, Severity | 'critical' | 'off'>>;
  /** Deployments that are production whatever is said. */
  readonly production: readonly string[];
  /** What a run that writes may bring to light before it is stopped; absent limits stop nothing. */
  readonly budget: Budget;
  /** What a server does with a drawer that its collection's validator does not take; `off` makes none. */
  readonly validator: 'error' | 'warn' | 'off';
  /** What it says about findings of the check; in no digest. */
  readonly check: CheckPolicy;
}

/** What a policy says about what is found in its contract. */
export interface CheckPolicy {
  /** Severities of codes that are warnings by themselves. */
  readonly rules: readonly {
    readonly code: string;
    readonly severity: Severity | 'off';
    readonly place: Place;
  }[];
  readonly waivers: readonly Waiver[];
}

/** Lets findings pass, for a reason and until a day. */
export interface Waiver {
  readonly code: string;
  /** Only findings in this file. */
  readonly file: string | undefined;
  /** Only findings whose message holds this text. */
  readonly about: string | undefined;
  readonly reason: string;
  /** The last day, `YYYY-MM-DD` in UTC. */
  readonly until: string;
  readonly place: Place;
}

/** Limits of a run, whole numbers (I16, R111). */
export interface Budget {
  /** Documents set aside. */
  readonly recordErrors: number | undefined;
  /** Documents set aside, of a hundred documents read. */
  readonly recordErrorsPercent: number | undefined;
  /** Documents set aside for a critical code. */
  readonly critical: number | undefined;
  /** By how much of a hundred the counts of a run may differ from its plan's. */
  readonly driftPercent: number | undefined;
}

type Severity = Finding['severity'];

/** One version of a contract, read, checked, its expressions compiled: frozen. */
export interface Contract {
  readonly directory: string;
  readonly name: string;
  readonly version: string;
  readonly title: string | undefined;
  readonly parameters: readonly ParameterModel[];
  readonly cutoff: string | undefined;
  readonly client: { readonly id: ContractExpression; readonly into: Path };
  readonly target: {
    readonly collection: string;
    readonly schema: SchemaModel;
    readonly indexes: readonly IndexModel[];
    readonly volatile: readonly Path[];
    readonly once: readonly OnceModel[];
  };
  readonly databases: readonly DatabaseModel[];
  readonly sources: readonly SourceModel[];
  /** In the order of the file; the order of work is `workOrder`. */
  readonly mappings: readonly MappingModel[];
  readonly workOrder: readonly string[];
  readonly finish: FieldModel & { kind: 'object' };
  /** In the order of the file; expressions have them bound already. */
  readonly functions: readonly FunctionModel[];
  readonly policy: PolicyModel;
  readonly digests: { readonly mapping: string; readonly policy: string };
  /** What it was frozen with; undefined for a version that may still change. */
  readonly seal: Seal | undefined;
  /** Changes from the version before that somebody took responsibility for. */
  readonly accepted: readonly Acceptance[];
}
