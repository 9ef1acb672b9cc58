import { collectFindings } from '../../../engine/contract/report.ts';
import { parseYaml, type YamlNode, yamlCodes } from '../../../engine/contract/yaml/index.ts';

/** Parses one text as `f.yaml`; the faults as `line:column code`. */
export function readYaml(text: string): { node: YamlNode | undefined; faults: string[] } {
  const { report, findings } = collectFindings(yamlCodes);
  const node = parseYaml('f.yaml', text, report);
  return { node, faults: findings().map(({ code, place }) => `${place.line}:${place.column} ${code}`) };
}
