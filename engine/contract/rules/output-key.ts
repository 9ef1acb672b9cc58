import type { FieldModel, OutputModel, Path } from '../model.ts';
import { formatPath } from '../path.ts';
import { didYouMean } from '../suggest.ts';
import { defineRule } from './rule.ts';
import { leavesOf } from './tree.ts';

export const outputKey = defineRule({
  code: 'output.key',
  severity: 'error',
  meaning:
    'An output of elements has no `key`, an output that is one per client has one, or `key` or `order` is no leaf of its `fields`.',
  remedy: 'Name the leaf that is the logical id of an element; `order` names leaves of the element too.',
  check({ contract, at }, object) {
    for (const output of contract.mappings.flatMap(({ outputs }) => outputs)) {
      const { name, many, key } = output;
      if (!many) {
        if (key) object(at(output, 'key'), `${name} is one per client: it needs no key`);
        if (output.order.length > 0)
          object(at(output, 'order'), `${name} is one per client: it has no order`);
        continue;
      }
      if (key === undefined) object(output.place, `the elements of ${name} need a key`);
      else checkLeaf(output, key, (message, hint) => object(at(output, 'key'), message, hint));
      for (const [index, path] of output.order.entries()) {
        checkLeaf(output, path, (message, hint) => object(at(output, 'order', index), message, hint));
      }
    }
  },
});

function checkLeaf(output: OutputModel, path: Path, object: (message: string, hint?: string) => void): void {
  const leaves = leavesOf(output.fields as FieldModel, [], '').map((leaf) => formatPath(leaf.path));
  const text = formatPath(path);
  if (!leaves.includes(text)) object(`${output.name} has no leaf ${text}`, didYouMean(text, leaves));
}
