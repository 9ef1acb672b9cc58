import { defineRule } from './rule.ts';

export const orderTotal = defineRule({
  code: 'order.total',
  severity: 'error',
  meaning: 'The `order` of a mapping is not total: two documents of a client could stand in either order.',
  remedy: 'End it with `$id`, and with several sources name `$source` before that.',
  check({ contract, at }, object) {
    for (const mapping of contract.mappings) {
      const texts = mapping.order.map(({ text }) => text.trim());
      if (texts.includes('$error()')) continue;
      const place = at(mapping, 'order', Math.max(0, texts.length - 1));
      if (texts.at(-1) !== '$id')
        object(place, `the order of ${mapping.name} does not end with $id`, 'order: [ …, $id ]');
      else if (mapping.from.length > 1 && !texts.slice(0, -1).includes('$source')) {
        object(
          place,
          `${mapping.name} has several sources: their ids may be equal`,
          'order: [ …, $source, $id ]',
        );
      }
    }
  },
});
