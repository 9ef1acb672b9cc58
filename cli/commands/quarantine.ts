import { userInfo } from 'node:os';
import { Argument, Option } from 'commander';
import type { Plan } from '../../engine/contract/index.ts';
import {
  approveExclusion,
  listQuarantine,
  proposeExclusion,
  type QuarantineRecord,
  quarantinedText,
} from '../../engine/migration/index.ts';
import { idMask, type ShowId } from '../../engine/rehearsal/index.ts';
import type { TargetStore } from '../../engine/stores/index.ts';
import type { Call, CommandFile } from '../command.ts';
import { openPlan } from '../contract.ts';
import type { Ending } from '../exit.ts';
import { refused, wrongCall } from '../failure.ts';
import { environmentFor } from '../migration.ts';
import {
  contract,
  environment,
  json,
  pace,
  parameters,
  rate,
  reportsFolder,
  showIds,
  source,
  takes,
  target,
} from '../options.ts';
import { csvHead, csvOf, lineOf, pageOf, type ShownEntry, shownEntry } from '../quarantine-display.ts';
import { quarantinedAs, replayQuarantined } from '../quarantine-replay.ts';
import { withTarget } from '../stores.ts';

/** `drawer quarantine`: the documents that were set aside, with their reasons (R058), and proposals to leave one out. */
export const quarantine: CommandFile = {
  name: 'quarantine',
  summary: 'list the documents that were set aside, show one, take them again, or exclude one',
  shape: (command) => {
    command.addArgument(new Argument('<action>', 'what to do').choices([...Object.keys(actions), 'replay']));
    command.argument('[id...]', 'show, exclude, replay: the document, as list names it');
    command.addOption(
      new Option('--csv', 'list: comma-separated values, for a spreadsheet').conflicts('json'),
    );
    command.option('--code <code>', 'list: only what this code has set aside');
    command.option('--collection <name>', 'list: only documents of this collection');
    command.option('--show-document', 'show: the document itself, with all that it says of the client');
    command.option('--reason <text>', 'exclude: why this document may be left out');
    command.option(
      '--approve <name>',
      'exclude: who approves that it is left out; --reason proposes it first',
    );
    command.option('--by <name>', 'exclude: who says so (default: the user of this machine)');
    takes(
      command,
      contract,
      source,
      target,
      parameters,
      environment,
      pace,
      rate,
      reportsFolder,
      showIds,
      json,
    );
  },
  run: async (call) => {
    const plan = await openPlan(call.values);
    const show = idMask(plan.digests.mapping, call.values.showIds ?? false);
    if (call.words[0] === 'replay') return replayQuarantined(call, plan, show);
    const action = actions[call.words[0] ?? ''];
    if (action === undefined) throw wrongCall('no action given', 'list, show, exclude or replay');
    if (call.words.length > 2) throw wrongCall(`${call.words[0]} takes one document`);
    return withTarget(call.values.target, false, (store) => action(call, { plan, store, show }));
  },
};

interface Opened {
  readonly plan: Plan;
  readonly store: TargetStore;
  readonly show: ShowId;
}

const actions: Readonly<Record<string, (call: Call, opened: Opened) => Promise<Ending>>> = {
  list,
  show: showOne,
  exclude,
};

async function list({ words, values, output }: Call, { plan, store, show }: Opened): Promise<Ending> {
  if (words[1] !== undefined) throw wrongCall('list takes no document', 'show ID shows one');
  const { code, collection, csv = false, showIds: ids = false } = values;
  const filter = {
    ...(code === undefined ? {} : { code }),
    ...(collection === undefined ? {} : { collection }),
  };
  const documents: ShownEntry[] = [];
  const counts = { waiting: 0, released: 0 };
  if (csv) await output.line(`${csvHead}\r`);
  for await (const entry of listQuarantine(plan, store, filter)) {
    if (output.closed) return 'done';
    const shown = shownEntry(entry, show, ids);
    counts[shown.state]++;
    if (csv) await output.line(`${csvOf(shown)}\r`);
    else if (output.json) documents.push(shown);
    else await output.line(lineOf(shown));
  }
  const total = `${counts.waiting} set aside, ${counts.released} released`;
  if (output.json) output.document({ command: 'quarantine', action: 'list', ...counts, documents });
  else if (csv) output.tell(total);
  else output.print(total);
  if (!ids && counts.waiting + counts.released > 0)
    output.tell('ids are hashed; --show-ids shows them and the details');
  return 'done';
}

async function showOne({ words, values, output }: Call, opened: Opened): Promise<Ending> {
  const record = await recordOf(words[1], opened);
  const shown = shownEntry(record.entry, opened.show, values.showIds ?? false);
  const text = values.showDocument === true ? quarantinedText(record) : undefined;
  if (values.showDocument === true && text === undefined)
    output.tell(
      'the document cannot be shown from here, being too damaged or too large; see it in its source',
    );
  if (output.json) {
    const content = text === undefined ? {} : { content: JSON.parse(text) as unknown };
    output.document({ command: 'quarantine', action: 'show', ...shown, ...content });
  } else {
    output.print(pageOf(shown));
    if (text !== undefined) output.print(text);
  }
  return 'done';
}

async function exclude({ words, values, output }: Call, opened: Opened): Promise<Ending> {
  const reason = values.reason?.trim() ?? '';
  const approver = values.approve?.trim() ?? '';
  if (reason === '' && (approver === '' || values.reason !== undefined))
    throw wrongCall('no reason given', 'say with --reason why it may be left out');
  if (approver === '' && values.approve !== undefined)
    throw wrongCall('nobody is named', 'say with --approve who approves it');
  const by = values.by?.trim() || userInfo().username;
  const record = await recordOf(words[1], opened);
  if (record.entry.released !== undefined)
    throw refused('quarantine.released', 'the document has left quarantine', 'there is nothing to exclude');
  const at = new Date();
  const proposed =
    reason === '' ? undefined : await proposeExclusion(opened.store, record, { reason, by, at });
  const approving = { by: approver, at, approvers: opened.plan.policy.approvals };
  const proposal =
    proposed === undefined || (approver !== '' && proposed.proposal.state !== 'rejected')
      ? await approveExclusion(opened.store, record, {
          ...approving,
          environment: await environmentFor(opened.plan, opened.store, values),
        })
      : proposed.proposal;
  const outcome = proposal.approved?.at === at ? 'approved' : (proposed?.outcome ?? 'unchanged');
  const { id } = shownEntry(record.entry, opened.show, values.showIds ?? false);
  const { digest, state, approved } = proposal;
  if (state === 'rejected')
    throw refused('exclusion.rejected', `the exclusion of ${id} was rejected`, 'repair the document instead');
  if (output.json)
    output.document({
      command: 'quarantine',
      action: 'exclude',
      id,
      outcome,
      state,
      digest,
      reason: proposal.reason,
      by: proposal.by,
      at: proposal.at.toISOString(),
      approved: approved === undefined ? null : { by: approved.by, at: approved.at.toISOString() },
    });
  else
    output.print(
      `${id}: ${outcome === 'unchanged' ? 'already ' : ''}${state}, by ${(approved ?? proposal).by}, ` +
        (approved ?? proposal).at.toISOString() +
        (state === 'proposed'
          ? '; it stays set aside until it is approved'
          : '; runs leave it out from now on, as it is'),
    );
  return 'done';
}

function recordOf(name: string | undefined, { plan, store }: Opened): Promise<QuarantineRecord> {
  if (name === undefined) throw wrongCall('no document given', 'name it as list does');
  return quarantinedAs(plan, store, name);
}
