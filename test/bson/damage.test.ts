import { it } from 'vitest';
import { checkDamage } from './damage.ts';

it('documents with bytes changed, inserted or lost are damaged, or read alike by us and the bson package', () => {
  checkDamage(1000);
});
