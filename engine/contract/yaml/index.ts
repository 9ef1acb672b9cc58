export { type YamlCode, yamlCodes } from './codes.ts';
export {
  describeNode,
  entryOf,
  type ScalarStyle,
  type YamlBroken,
  type YamlEntry,
  type YamlList,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from './node.ts';
export { largest, parseYaml } from './parse.ts';
