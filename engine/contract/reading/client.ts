import type { ContractExpression, ResolveModel } from '../model.ts';
import type { YamlNode } from '../yaml/index.ts';
import { readAside } from './aside.ts';
import type { ReadContext } from './context.ts';
import { readExpression } from './expression.ts';
import { type OpenMap, openMap } from './map.ts';
import { readName } from './values.ts';

/** How a source tells the client of a document. */
export interface ClientReading {
  readonly client: ContractExpression;
  readonly resolve: ResolveModel | undefined;
}

/** The `client` of a source: an expression, or `{ resolve, match, against, none }`. */
export function readClient(source: OpenMap, context: ReadContext): ClientReading {
  const node = source.need('client');
  if (node?.kind === 'map') return readResolved(node, context);
  const client = readExpression(node, 'client', context) ?? context.placeholder(source.place);
  return { client, resolve: undefined };
}

function readResolved(node: YamlNode, context: ReadContext): ClientReading {
  const map = openMap(node, ['resolve', 'match', 'against', 'none'], 'client', context);
  const source = readName(map?.need('resolve'), 'resolve', context);
  const client = readExpression(map?.need('match'), 'match', context) ?? context.placeholder(node.place);
  const against = readExpression(map?.need('against'), 'against', context) ?? context.placeholder(node.place);
  const none = readAside(map?.need('none'), 'none', context);
  if (source === undefined || none === undefined) {
    context.leaveOut();
    return { client, resolve: undefined };
  }
  return { client, resolve: context.remember({ source, against, none, place: node.place }, node) };
}
