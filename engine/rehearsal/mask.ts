import { createHmac } from 'node:crypto';

/** How ids are shown in results: hashed with the source's digest as the key, so that the same dump gives the same names. */
export type ShowId = (source: string, id: string) => string;

/** Ids as `#` and twelve hex digits, or as they are when the caller asked for it. */
export function idMask(key: string, shown: boolean): ShowId {
  if (shown) return (_source, id) => id;
  return (source, id) =>
    `#${createHmac('sha256', key).update(`${source}\n${id}`).digest('hex').slice(0, 12)}`;
}
