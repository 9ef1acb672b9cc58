import type { BsonDocument, BsonValue, PlainDocument } from '../../bson/index.ts';
import type { Place } from '../finding.ts';
import type { DatabaseModel, IndexModel, ParameterModel, Path, PolicyModel } from '../model.ts';
import type { Coerce } from './coercion.ts';
import type { ReadTree } from './read-tree.ts';
import type { Shape } from './shape.ts';

/** What an expression can do to the document beside giving a value: warn about it, or refuse it. */
export interface Effects {
  /** `position` is where in the expression's text the warning was raised. */
  warn(code: string, value?: unknown, position?: number): void;
  /** Throws {@link ContractRefusal}. */
  fail(code: string, message: string): never;
}

/** Variables of one evaluation, by name without `$`. */
export type Scope = Readonly<Record<string, unknown>>;

/** An expression or literal of the contract, ready to run. */
export interface Computation {
  readonly text: string;
  readonly place: Place;
  /** Names of the variables it reads. */
  readonly variables: ReadonlySet<string>;
  /** Throws `ExpressionError` or {@link ContractRefusal}. */
  run(input: unknown, scope: Scope, now: Date, effects: Effects): BsonValue | undefined;
  placeOf(offset: number): Place;
}

/** Thrown by `$fail`: the contract itself refuses the document. */
export class ContractRefusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'ContractRefusal';
    this.code = code;
  }
}

export interface SchemaFault {
  /** JSON pointer into the document. */
  readonly pointer: string;
  /** JSON pointer into the schema: the keyword that refuses. */
  readonly schemaPointer: string;
  /** What was expected there, without the value. */
  readonly expected: string;
}

/** Checks a value against a JSON Schema with `bsonType`; `undefined` when it fits. */
export type Validate = (value: BsonDocument | PlainDocument) => SchemaFault | undefined;

/** What becomes of documents that a source does not carry, and the line of the contract that says so. */
export interface AsidePlan {
  readonly disposition: 'excluded' | 'quarantined';
  readonly code: string;
  readonly note: string | undefined;
  readonly fix: string | undefined;
  readonly place: Place;
}

/** Asked of a stored document. */
export interface TakingPlan extends AsidePlan {
  readonly value: Computation;
}

/** Finds clients in another source: those of whose documents `against` gives the text that is looked for. */
export interface ResolvePlan {
  readonly source: string;
  readonly against: Computation;
  readonly none: AsidePlan;
}

export interface SourcePlan {
  readonly name: string;
  /** The name by which the run's source knows it: behind its database's alias and a dot, where it has one. */
  readonly collection: string;
  readonly title: string | undefined;
  /** Gives the object that the source is about. */
  readonly at: TakingPlan | undefined;
  readonly when: TakingPlan | undefined;
  readonly client: Computation;
  readonly resolve: ResolvePlan | undefined;
  /** In their order: the first that finds something counts. */
  readonly dates: readonly Computation[];
  readonly cutoff: boolean;
  readonly validate: Validate;
  /** The line of the schema that a JSON pointer means. */
  schemaPlaceOf(pointer: string): Place;
  readonly read: ReadTree;
  /** Name of the mapping that takes its documents. */
  readonly mapping: string;
  /** Place among the mapping's sources. */
  readonly position: number;
}

export interface RulePlan {
  readonly when: Computation;
  readonly code: string;
  readonly items: readonly string[] | undefined;
  readonly place: Place;
  readonly note: string | undefined;
  readonly fix: string | undefined;
}

/** A leaf of an output: `path` inside the output's value. */
export interface LeafPlan {
  readonly path: Path;
  /** Dotted path in the drawer, as findings name it. */
  readonly label: string;
  readonly value: Computation;
  readonly default: Computation | undefined;
  readonly else:
    | { readonly path: Path; readonly value: Computation; readonly warn: string; readonly coerce: Coerce }
    | undefined;
  readonly fill: boolean;
  readonly onChange: boolean;
  readonly coerce: Coerce;
  readonly place: Place;
}

export interface OutputPlan {
  readonly name: string;
  readonly into: Path;
  /** Dotted path in the drawer, `[]` stripped. */
  readonly label: string;
  readonly many: boolean;
  readonly key: Path | undefined;
  readonly order: readonly Path[];
  readonly leaves: readonly LeafPlan[];
  /** Shape of the value (of one element, for lists). */
  readonly shape: Shape;
  /** True when the drawer's schema requires the place. */
  readonly required: boolean;
  readonly place: Place;
}

export interface MappingPlan {
  readonly name: string;
  readonly step: string;
  readonly title: string | undefined;
  readonly sources: readonly SourcePlan[];
  readonly after: readonly string[];
  readonly order: readonly Computation[];
  /** True when its outputs are lists of elements, one per document. */
  readonly elements: boolean;
  readonly choose: 'earliest' | 'latest' | 'reject';
  readonly fill: 'none' | 'other_source' | 'any';
  /** By source: documents that are never chosen and always fill, and what becomes of them where nothing is chosen. */
  readonly fillers: ReadonlyMap<string, AsidePlan>;
  /** True for a result that counts as absent. */
  readonly isBlank: (value: BsonValue) => boolean;
  readonly createsDrawer: boolean;
  readonly let: readonly { readonly name: string; readonly value: Computation }[];
  /** The `let` names that its order and its rules for excluding and refusing need. */
  readonly earlyLets: ReadonlySet<string>;
  /** All of its `let` names. */
  readonly lets: ReadonlySet<string>;
  readonly exclude: readonly RulePlan[];
  readonly refuse: readonly RulePlan[];
  readonly warn: readonly RulePlan[];
  readonly linked: string | undefined;
  readonly outputs: readonly OutputPlan[];
  readonly link: readonly { readonly field: string; readonly value: Computation }[];
  /** Variables that any of its expressions reads: what is worth preparing. */
  readonly variables: ReadonlySet<string>;
  readonly place: Place;
  /** The place of one of its keys (`linked`, `without_drawer`), else its own. */
  placeOf(key: string): Place;
}

/** A list of the drawer whose elements have a logical id. */
export interface KeyedList {
  readonly path: Path;
  readonly label: string;
  readonly key: Path;
}

/** A contract compiled: frozen, and all that the later stages know of it. */
export interface Plan {
  readonly name: string;
  readonly version: string;
  readonly title: string | undefined;
  readonly digests: { readonly mapping: string; readonly policy: string };
  readonly parameters: readonly ParameterModel[];
  readonly cutoff: string | undefined;
  readonly client: { readonly id: Computation; readonly into: Path };
  readonly target: {
    readonly collection: string;
    readonly indexes: readonly IndexModel[];
    readonly volatile: readonly Path[];
    /** The drawer's schema as the contract has it. */
    readonly schema: Readonly<Record<string, unknown>>;
    readonly shape: Shape;
    /** The shape around the outputs' values, which are completed when they are built. */
    readonly shell: Shape;
    readonly validate: Validate;
  };
  readonly databases: readonly DatabaseModel[];
  /** In the order of the contract. */
  readonly sources: readonly SourcePlan[];
  /** In the order of the contract, which is the order of reports. */
  readonly mappings: readonly MappingPlan[];
  /** The same mappings in an order in which each finds what it needs. */
  readonly work: readonly MappingPlan[];
  readonly finish: readonly LeafPlan[];
  /** True when an expression reads `$legacy`. */
  readonly usesLegacy: boolean;
  readonly keyedLists: readonly KeyedList[];
  readonly policy: PolicyModel;
}
