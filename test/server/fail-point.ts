import type { Document } from 'mongodb';

/**
 * What a server does to the next commands (its fail point `failCommand`). Without one of the effects the commands are
 * only counted.
 */
export interface FailCommand {
  /** Names of commands, such as `insert`, `find`, `getMore`, `commitTransaction`. */
  readonly failCommands: readonly string[];
  /** How many commands are met: `{ times: 1 }`, all until it is cleared, or all after the first `skip`. */
  readonly mode: 'alwaysOn' | { readonly times: number } | { readonly skip: number };
  /** Fails the command with this code instead of running it. */
  readonly errorCode?: number;
  /** Labels of that error, such as `TransientTransactionError`; without it the server's own. */
  readonly errorLabels?: readonly string[];
  /** Closes the connection instead of running the command. */
  readonly closeConnection?: boolean;
  /** Runs the command and answers with this write concern error. */
  readonly writeConcernError?: { readonly code: number; readonly errmsg?: string };
  /** Waits this long before the command runs or fails. */
  readonly blockMilliseconds?: number;
  /** Meets only clients with this `appName` in their URI. */
  readonly appName?: string;
}

/** The command that sets the fail point. */
export function failPointCommand(spec: FailCommand): Document {
  const { mode, blockMilliseconds, ...data } = spec;
  const block =
    blockMilliseconds === undefined ? {} : { blockConnection: true, blockTimeMS: blockMilliseconds };
  return { configureFailPoint: 'failCommand', mode, data: { ...data, ...block } };
}

/** The command that clears it. */
export const clearFailPoint: Document = { configureFailPoint: 'failCommand', mode: 'off' };
