export { compilePlan } from './compile.ts';
export type {
  AsidePlan,
  Computation,
  Effects,
  KeyedList,
  LeafPlan,
  MappingPlan,
  OutputPlan,
  Plan,
  RulePlan,
  SchemaFault,
  Scope,
  SourcePlan,
} from './plan.ts';
export { ContractRefusal } from './plan.ts';
export { type ReadTree, unreadPaths } from './read-tree.ts';
export { complete, isBuilt, type Shape } from './shape.ts';
