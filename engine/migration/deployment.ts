import { BsonDocument, encode } from '../bson/index.ts';
import type { TargetStore } from '../stores/index.ts';
import { records } from './records.ts';

/** What a target is to the people who use it (design §9). */
export type DeploymentKind = 'staging' | 'production';

/** Why a target may not be used as asked. */
export class DeploymentRefused extends Error {
  override readonly name = 'DeploymentRefused';
  readonly code: 'environment.unknown' | 'environment.differs';

  constructor(code: DeploymentRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

const id = 'environment';

/** What is recorded of the target, undefined where nothing is. Reads only. */
export async function recordedEnvironment(target: TargetStore): Promise<DeploymentKind | undefined> {
  const [bytes] = await target.read(records.environment, [id]);
  const value = bytes === undefined ? undefined : new BsonDocument(bytes).get('environment');
  return value === 'staging' || value === 'production' ? value : undefined;
}

/**
 * What the target is: as recorded, else as asked, else staging for an embedded store or where `assumed` says so. A
 * deployment that the policy lists is production whatever is said. Throws {@link DeploymentRefused} where it was
 * recorded otherwise, and where nobody has said it.
 */
export async function environmentOf(
  target: TargetStore,
  asked: DeploymentKind | undefined,
  production: readonly string[],
  assumed?: DeploymentKind,
): Promise<DeploymentKind> {
  const listed = production.some((name) => target.label.replace(/^[a-z+]+:\/\//, '') === name);
  const recorded = listed ? 'production' : await recordedEnvironment(target);
  if (recorded !== undefined && asked !== undefined && asked !== recorded)
    throw new DeploymentRefused('environment.differs', `${target.label} is ${recorded}, not ${asked}`);
  const kind = recorded ?? asked ?? assumed ?? (target.kind === 'embedded' ? 'staging' : undefined);
  if (kind !== undefined) return kind;
  throw new DeploymentRefused('environment.unknown', `nobody has said yet what ${target.label} is`);
}

/** Records what the target is, once; by the first command that changes anything in it. */
export async function recordEnvironment(target: TargetStore, environment: DeploymentKind): Promise<void> {
  if ((await recordedEnvironment(target)) !== undefined) return;
  const document = encode({ _id: id, environment });
  await target.write([{ kind: 'put', collection: records.environment, id, document }]);
}
