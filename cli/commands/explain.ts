import {
  type ClientTrace,
  explainPath,
  findClient,
  resolvePath,
  type Segment,
  storyOf,
  traceStanding,
  valueIn,
  valuePaths,
} from '../../engine/authoring/index.ts';
import type { RunRecord } from '../../engine/migration/index.ts';
import type { TargetStore } from '../../engine/stores/index.ts';
import type { Call, CommandFile } from '../command.ts';
import { atDesk, type Desk } from '../desk.ts';
import type { Ending } from '../exit.ts';
import { explanationJson, explanationLines, summaryLine } from '../explanation-display.ts';
import { CommandFailure, wrongCall } from '../failure.ts';
import {
  contract,
  databases,
  json,
  mask,
  parameters,
  reportsFolder,
  source,
  takes,
  target,
} from '../options.ts';
import type { Output } from '../output.ts';
import { withTarget } from '../stores.ts';
import { storyJson, storyLines } from '../story-display.ts';

/** `drawer explain`: where the values of a drawer come from, or what became of a legacy document. */
export const explain: CommandFile = {
  name: 'explain',
  summary: 'tell where each value of a drawer comes from, or with --from what became of a legacy document',
  shape: (command) => {
    command.argument('<id>', 'the client, or its drawer; with --from the document');
    command.argument('[path]', 'a path of the drawer, as services.plans[0].status or plans[t1].status');
    command.option('--from <collection>', 'what became of a document of this collection, value by value');
    takes(command, contract, source, databases, target, parameters, reportsFolder, mask, json);
  },
  run: (call) =>
    atDesk(call.values, (desk) => {
      const { target: named } = call.values;
      if (named === undefined) return explained(call, desk, undefined);
      return withTarget(named, false, (store) => explained(call, desk, store));
    }),
};

async function explained(
  { words, values, output }: Call,
  desk: Desk,
  store: TargetStore | undefined,
): Promise<Ending> {
  const [word = '', path] = words;
  const { from } = values;
  if (typeof from !== 'string') {
    const found = await findClient(desk.legacy, (gathered) => desk.names(word, gathered));
    if (found === undefined) throw unknown('client.unknown', `the source has no client ${word}`);
    const { trace, run } = await traceStanding(desk.traced, found, store, desk.context);
    tellDrawer(desk, trace, run, path, values.mask === true, output);
    return 'done';
  }
  if (path !== undefined) throw wrongCall('--from takes a document and no path');
  const { plan } = desk.traced;
  const sources = plan.sources.filter(({ name, collection }) => [name, collection].includes(from));
  if (sources.length === 0)
    throw wrongCall(
      `the contract reads no collection ${from}`,
      `it reads ${plan.sources.map(({ collection }) => collection).join(', ')}`,
    );
  const isMeant = (name: string, id: string): boolean =>
    sources.some((each) => each.name === name) && desk.namesDocument(word, name, id);
  const found = await findClient(desk.legacy, ({ documents }) =>
    documents.some(({ source: of, idText }) => isMeant(of.name, idText)),
  );
  if (found === undefined) return tellStray(desk, word, isMeant, output);
  const { trace } = await traceStanding(desk.traced, found, store, desk.context);
  const document = trace.dossier.documents.find(({ source: of, idText }) => isMeant(of.name, idText));
  if (document === undefined) throw new TypeError('the document has left its client');
  const story = storyOf(trace, document);
  if (output.json)
    output.document({ command: 'explain', ...storyJson(story, desk.showing, values.mask === true) });
  else for (const line of storyLines(story, desk.showing)) output.print(line);
  return 'done';
}

function tellDrawer(
  desk: Desk,
  trace: ClientTrace,
  run: RunRecord | undefined,
  text: string | undefined,
  masked: boolean,
  output: Output,
): void {
  const {
    showing,
    traced: { plan },
  } = desk;
  const start = text === undefined ? [] : pathIn(desk, trace, text);
  const found = valuePaths(trace, start);
  const paths = found.length === 0 ? [start] : found;
  const explanations = paths.map((path) => ({ path, explanation: explainPath(trace, path) }));
  const held = (path: readonly Segment[]) => valueIn(trace.stored.drawer, path);
  const differs = (path: readonly Segment[]): boolean =>
    trace.stored.drawer !== undefined &&
    showing.value(held(path)) !== showing.value(valueIn(trace.drawer, path));
  if (output.json) {
    output.document({
      command: 'explain',
      client: showing.id('', trace.outcome.client),
      drawer: showing.id('', trace.outcome.drawerId),
      contract: { name: plan.name, version: plan.version, ...plan.digests },
      run: run === undefined ? null : { id: run.id, now: run.now, mapping: run.identity.mapping },
      values: explanations.map(({ explanation }) => explanationJson(explanation, showing, masked)),
    });
    return;
  }
  output.print(`drawer ${showing.id('', trace.outcome.drawerId)}`);
  output.print(`contract ${plan.name} ${plan.version}, mapping ${plan.digests.mapping}`);
  if (run !== undefined) {
    const other =
      run.identity.mapping === plan.digests.mapping ? '' : `, with another mapping: ${run.identity.mapping}`;
    output.print(`written by the run ${run.id} of ${run.now.toISOString()}${other}`);
  }
  for (const { path, explanation } of explanations) {
    if (text === undefined) output.print(summaryLine(explanation, showing));
    else {
      output.print('');
      output.print(`${explanation.path} = ${showing.value(explanation.value)}`);
      if (differs(path)) output.print(`  the target holds ${showing.value(held(path))}`);
      for (const line of explanationLines(explanation, showing)) output.print(line);
    }
  }
}

function pathIn(desk: Desk, trace: ClientTrace, text: string): readonly Segment[] {
  const resolved = resolvePath(trace, text);
  if ('path' in resolved) return resolved.path;
  if (resolved.fault === 'absent') throw unknown('element.unknown', `the drawer has no element ${text}`);
  if (resolved.fault === 'malformed')
    throw wrongCall(`${JSON.stringify(text)} is no path`, 'write it as services.plans[0].status');
  throw wrongCall(`the drawer has no ${text} in ${desk.traced.contract.target.schema.file}`);
}

/** A document that belongs to no client: there is nothing to tell but why. */
async function tellStray(
  desk: Desk,
  word: string,
  isMeant: (source: string, id: string) => boolean,
  output: Output,
): Promise<Ending> {
  for await (const stray of desk.legacy.strays()) {
    if (!isMeant(stray.source, stray.idText)) continue;
    const { code, where, detail } = stray.fault;
    const document = { source: stray.source, id: desk.showing.id(stray.source, stray.idText) };
    if (output.json)
      output.document({
        command: 'explain',
        document,
        disposition: 'quarantined',
        fault: { code, where: where ?? null, detail: detail ?? null },
      });
    else output.print(`${document.source}  ${document.id}\n  quarantined, of no client: ${code}`);
    return 'done';
  }
  throw unknown('document.unknown', `there is no document ${word}`);
}

function unknown(code: string, message: string): CommandFailure {
  return new CommandFailure('wrong', code, message, {
    hint: 'ids are those of the source, or hashed ones of a report',
  });
}
