import { truth } from '../values/truth.ts';
import { builtin, builtinOf } from './define.ts';

/** `$boolean`, `$not`, `$exists`. */
export const logic = [
  builtinOf<unknown>('boolean', '<x-:b>', 'arg', truth),
  builtinOf<unknown>('not', '<x-:b>', 'arg', (value) => !truth(value)),
  builtin('exists', '<x:b>', 'arg', ([value]) => value !== undefined),
];
