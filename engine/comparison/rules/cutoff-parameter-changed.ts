import { defineRule } from './rule.ts';

export const cutoffParameterChanged = defineRule({
  id: 'cutoff-parameter-changed',
  level: 'breaking',
  of: 'cutoff',
  edit: 'changed',
  says: {
    es: 'La fecha de corte se toma de {after} en vez de {before}',
    en: 'The cutoff is taken from {after} instead of {before}',
  },
  mirror: 'cutoff-parameter-changed',
});
