import { ExpressionError } from '../error.ts';
import { builtin } from './define.ts';

/** `$error` and `$assert`, which end the evaluation with a message of the contract's own. */
export const diagnostics = [
  builtin('error', '<s?:x>', 'message', ([message]) => {
    throw new ExpressionError('D3137', { message: (message as string) || '$error() function evaluated' });
  }),
  builtin('assert', '<bs?:x>', 'condition message', ([condition, message]) => {
    if (condition) return undefined;
    throw new ExpressionError('D3141', { message: (message as string) || '$assert() statement failed' });
  }),
];
