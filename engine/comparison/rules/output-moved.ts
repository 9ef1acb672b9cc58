import { defineRule } from './rule.ts';

export const outputMoved = defineRule({
  id: 'output-moved',
  level: 'breaking',
  of: 'output-into',
  edit: 'changed',
  says: {
    es: 'La salida {name} pasa de {before} a {after}',
    en: 'The output {name} moves from {before} to {after}',
  },
  mirror: 'output-moved',
});
