import type { YamlNode } from '../yaml/index.ts';
import type { ReadContext } from './context.ts';
import { readText } from './values.ts';

const form = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;

/** Whether a text is a code as contracts give them: `card.void`. */
export function isRuleCode(text: string): boolean {
  return form.test(text);
}

/** The code of a rule or of a warning. */
export function readRuleCode(node: YamlNode | undefined, what: string, context: ReadContext): string {
  const code = readText(node, what, context);
  if (node !== undefined && code !== undefined && !isRuleCode(code)) {
    context.report('rule.code', node.place, `${JSON.stringify(code)} is no code`, {
      hint: 'lower-case words joined by dots, such as card.void',
    });
  }
  return code ?? '';
}
