import type { Document } from 'mongodb';
import type { Operation, StoreFailure } from '../port.ts';
import { validationFailed } from './failure.ts';
import { refused } from './statement.ts';

/** Why the server has turned one statement of a command down. */
export interface WriteError {
  readonly index: number;
  readonly code: number;
  readonly keyPattern?: Document;
  readonly errInfo?: Document;
}

/** Reasons that need no rule of the collection. */
const reasons: Readonly<Record<number, string>> = {
  2: 'it has a value that MongoDB does not take there',
  15: 'it is nested too deeply',
  52: 'a field of its top level begins with $',
  53: 'its id is of a type that no id may have',
  55: 'its id is not one that MongoDB takes',
  66: 'its id is of another type than the one stored',
  10334: 'it is too large',
  17280: 'an indexed value is too large',
};

/** True if it is the id that is there already. */
export function isIdIndex({ keyPattern }: WriteError): boolean {
  return keyPattern !== undefined && Object.keys(keyPattern).join() === '_id';
}

/** A document that the server does not take, and why, in words without any value of it. */
export function refusal(operation: Operation, error: WriteError, label: string): StoreFailure {
  if (error.code !== validationFailed) {
    const reason = reasons[error.code] ?? `error ${error.code} of the server`;
    return refused(operation, reason, label, 'change the document');
  }
  const rules = rulesOf(error.errInfo?.details, []).join(', ') || 'none is named';
  return refused(
    operation,
    `it breaks rules of its collection: ${rules}`,
    label,
    'change the document or the rules',
  );
}

/** The rules that do not hold, from what the server tells about them, as `field.field rule`. */
function rulesOf(details: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(details)) return details.flatMap((one) => rulesOf(one, path));
  if (typeof details !== 'object' || details === null) return [];
  const { propertyName, operatorName, missingProperties } = details as Document;
  const here = typeof propertyName === 'string' ? [...path, propertyName] : path;
  const parts = Object.entries(details).filter(([name]) => /details|NotSatisfied$/.test(name));
  const inner = parts.flatMap(([, part]) => rulesOf(part, here));
  if (inner.length > 0) return inner;
  if (typeof operatorName !== 'string') return [];
  const missing: readonly unknown[] = Array.isArray(missingProperties) ? missingProperties : [];
  return [[here.join('.'), operatorName, ...missing.map(String)].filter((part) => part !== '').join(' ')];
}
