import type { Section } from './section.ts';

const VOID = new Set(['meta', 'br']);
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#96;': '`',
};

interface Tag {
  readonly name: string;
  readonly attributes: string;
  readonly closing: boolean;
}

/** Reads the `<section>`s of a HTML report; refuses tags that don't nest and characters that should be escaped. */
export function readHtml(html: string): readonly Section[] {
  const sections: { heading: string; tables: string[][][]; text: string }[] = [];
  const open: string[] = [];
  walk(html, (tag) => {
    if (typeof tag === 'string') {
      const section = sections.at(-1);
      if (section === undefined || !open.includes('section')) return;
      const row = section.tables.at(-1)?.at(-1);
      if (open.includes('h2')) section.heading += tag;
      else if ((open.includes('td') || open.includes('th')) && row !== undefined) row[row.length - 1] += tag;
      else if (!open.includes('table')) section.text += tag;
      return;
    }
    if (tag.closing) {
      if (open.pop() !== tag.name) throw new Error(`</${tag.name}> does not nest`);
      return;
    }
    if (!VOID.has(tag.name)) open.push(tag.name);
    if (tag.name === 'section') sections.push({ heading: '', tables: [], text: '' });
    if (tag.name === 'table') sections.at(-1)?.tables.push([]);
    if (tag.name === 'tr') sections.at(-1)?.tables.at(-1)?.push([]);
    if (tag.name === 'td' || tag.name === 'th') sections.at(-1)?.tables.at(-1)?.at(-1)?.push('');
  });
  if (open.length > 0) throw new Error(`left open: ${open.join(' ')}`);
  return sections;
}

/** All tags with their attributes, in order: the skeleton that no value may change. */
export function outlineHtml(html: string): readonly string[] {
  const tags: string[] = [];
  walk(html, (tag) => {
    if (typeof tag !== 'string') tags.push(`${tag.closing ? '/' : ''}${tag.name}${tag.attributes}`);
  });
  return tags;
}

function walk(html: string, see: (tag: Tag | string) => void): void {
  const body = html.replace(/^<!doctype html>\n/, '').replace(/<style>[^<]*<\/style>/, '');
  const token = /<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>|([^<>]+)/gy;
  for (let at = 0; at < body.length; at = token.lastIndex) {
    const found = token.exec(body);
    if (found === null) throw new Error(`not a tag: ${body.slice(at, at + 60)}`);
    const [, slash, name, attributes = '', text] = found;
    if (name === undefined) see(decode(text ?? ''));
    else see({ name, attributes, closing: slash === '/' });
  }
}

function decode(text: string): string {
  return text.replace(/&(?:[#\w]+;)?/g, (entity) => {
    const character = ENTITIES[entity];
    if (character === undefined) throw new Error(`unknown entity ${entity}`);
    return character;
  });
}
