import { defineRule } from './rule.ts';

export const outputChoose = defineRule({
  code: 'output.choose',
  severity: 'error',
  meaning:
    'A mapping with outputs that are one per client has no `choose`, or one with elements has `choose` or `fill`.',
  remedy:
    'Say which document is chosen (`earliest`, `latest`, `reject`) exactly where there is one per client.',
  check({ contract, at, has, keyAt }, object) {
    for (const mapping of contract.mappings) {
      const [first] = mapping.outputs;
      if (first === undefined) continue;
      if (!first.many && mapping.choose === undefined && !has(mapping, 'choose')) {
        object(
          at(mapping),
          `${mapping.name} gives one value per client: which document is chosen?`,
          'choose: earliest',
        );
      }
      if (first.many && mapping.choose !== undefined) {
        object(keyAt(mapping, 'choose'), `${mapping.name} gives elements: nothing is chosen`);
      }
      if (first.many && mapping.fill !== 'none') {
        object(keyAt(mapping, 'fill'), `${mapping.name} gives elements: nothing is filled`);
      }
    }
  },
});
