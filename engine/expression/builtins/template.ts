import type { Found } from './patterns.ts';

/**
 * `$replace`'s replacement text: `$$` a dollar, `$0` the match, `$n` a group (as many digits as there are groups,
 * one fewer when the number is too high); any other dollar stands for itself.
 */
export function fillTemplate(template: string, found: Found): string {
  const groups = Array.isArray(found.groups) ? found.groups : [];
  let text = '';
  let position = 0;
  let dollar = template.indexOf('$');
  while (dollar !== -1 && position < template.length) {
    text += template.substring(position, dollar);
    position = dollar + 1;
    const symbol = template.charAt(position);
    if (symbol === '$' || symbol === '0') {
      text += symbol === '$' ? '$' : String(found.match);
      position++;
    } else {
      const number = groupNumber(template, position, groups.length);
      if (Number.isNaN(number)) text += '$';
      else {
        if (groups.length > 0) text += groups[number - 1] === undefined ? '' : String(groups[number - 1]);
        position += String(number).length;
      }
    }
    dollar = template.indexOf('$', position);
  }
  return text + template.substring(position);
}

function groupNumber(template: string, position: number, groups: number): number {
  const digits = groups === 0 ? 1 : Math.floor(Math.log(groups) * Math.LOG10E) + 1;
  const number = Number.parseInt(template.substring(position, position + digits), 10);
  if (digits > 1 && number > groups)
    return Number.parseInt(template.substring(position, position + digits - 1), 10);
  return number;
}
