export { type Declared, declaredPaths } from './declared.ts';
export {
  type At,
  elementsOf,
  expand,
  follow,
  isJson,
  type Json,
  list,
  mergedProperties,
  own,
  propertiesOf,
  rootOf,
} from './expand.ts';
export { type Lookup, lookUp, texts, typesOf } from './lookup.ts';
export { pointerOf } from './pointer.ts';
export { type ServerSchema, serverSchema } from './server-dialect.ts';
export { mostPlaces, unfoldingFault } from './unfold.ts';
export { subschemas, type Visited } from './walk.ts';
