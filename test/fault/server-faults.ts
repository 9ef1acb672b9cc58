import type { FailCommand } from '../server/fail-point.ts';
import type { Direction } from '../server/proxy.ts';
import type { ServerBench } from './server-bench.ts';
import type { Undisturbed } from './server-commands.ts';

/** Something that befalls a command at one of its messages to the server. */
export interface Fault {
  readonly name: string;
  /** Code of the failure that the command has to end with; undefined where it may go on. */
  readonly ends: string | undefined;
  /** Makes it happen to the command that is about to start; `ended` says that it has ended. */
  arm(bench: ServerBench, ended: () => boolean): Promise<Armed>;
}

/** A fault that waits for its moment; settles with whether it came, at the latest when the command has ended. */
export interface Armed {
  readonly happened: Promise<boolean>;
}

/** Effects of a fail point: those that pass are taken away when the command has met them so often. */
interface Effect {
  readonly name: string;
  readonly spec: Partial<FailCommand>;
  readonly times: number | 'always';
  readonly ends?: string;
  /** Commands that can have it; by default all. */
  readonly commands?: readonly string[];
}

const changes = ['insert', 'update', 'delete'];
const arranges = ['create', 'createIndexes', 'renameCollection', 'drop'];
const acknowledged = ['commitTransaction', ...arranges];

const effects: readonly Effect[] = [
  // More often than the driver itself tries again.
  { name: 'a closed connection', spec: { closeConnection: true }, times: 3 },
  { name: 'a primary that steps down (189)', spec: { errorCode: 189 }, times: 2 },
  { name: 'a shutdown (91)', spec: { errorCode: 91 }, times: 2 },
  {
    name: 'a conflict with others (112)',
    spec: { errorCode: 112, errorLabels: ['TransientTransactionError'] },
    times: 2,
    commands: [...changes, 'commitTransaction'],
  },
  {
    name: 'an acknowledgement too late (64)',
    spec: { writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } },
    times: 2,
    commands: acknowledged,
  },
  { name: 'an error that stays (8)', spec: { errorCode: 8 }, times: 'always', ends: 'store.io' },
  { name: 'rights that are gone (13)', spec: { errorCode: 13 }, times: 'always', ends: 'store.denied' },
  {
    name: 'a full disk (14031)',
    spec: { errorCode: 14_031 },
    times: 'always',
    ends: 'store.full',
    commands: [...changes, ...acknowledged],
  },
  {
    name: 'a write concern that cannot be had (100)',
    spec: { writeConcernError: { code: 100, errmsg: 'not enough data-bearing nodes' } },
    times: 'always',
    ends: 'store.io',
    commands: acknowledged,
  },
];

/** Commands that a migration is not made of, or that nothing depends on. */
const beside = new Set(['hello', 'buildInfo', 'endSessions', 'killSessions', 'abortTransaction', 'ismaster']);

/** A command's messages, each with every effect that it can have. */
export function failPoints({ sent }: Pick<Undisturbed, 'sent'>): readonly Fault[] {
  return [...sent]
    .filter(([command]) => !beside.has(command))
    .flatMap(([command, messages]) =>
      effects
        .filter(({ commands }) => commands === undefined || commands.includes(command))
        .flatMap((effect) => messages.map((_, skip) => failPoint(command, skip, effect))),
    );
}

function failPoint(command: string, skip: number, { name, spec, times, ends }: Effect): Fault {
  return {
    name: `${name} at ${command} ${skip + 1}`,
    ends,
    arm: async (bench, ended) => {
      const before = await bench.fail({ failCommands: [command], mode: { skip }, ...spec });
      const happened = bench.met(before + (times === 'always' ? 1 : times), ended).then(async (met) => {
        if (times !== 'always') await bench.clear();
        return met || (await bench.metSince(before));
      });
      return { happened };
    },
  };
}

const cutCommands = [...changes, 'commitTransaction', ...arranges];
/** So much of a reply, and so many parts of a message, come through before the connection is cut. */
const replyBytes = [0, 1, 15, 16, 21, 60];
const messageParts = [0, 0.01, 0.5, 0.99];

/** A connection that is cut after some bytes of a message, or of the reply to it: then the server has done it. */
export function cuts({ sent }: Pick<Undisturbed, 'sent'>): readonly Fault[] {
  return [...sent]
    .filter(([command]) => cutCommands.includes(command))
    .flatMap(([command, messages]) =>
      messages.flatMap((length, skip) => [
        ...replyBytes.map((bytes) => cut(command, skip, bytes, 'fromServer')),
        ...messageParts.map((part) => cut(command, skip, Math.floor(part * length), 'toServer')),
      ]),
    );
}

function cut(command: string, skip: number, bytes: number, direction: Direction): Fault {
  const what = direction === 'toServer' ? 'message' : 'reply';
  return {
    name: `a cut after ${bytes} bytes of the ${what} at ${command} ${skip + 1}`,
    ends: undefined,
    arm: async ({ proxy }) => ({ happened: proxy.cutAfter(bytes, direction, command, skip) }),
  };
}
