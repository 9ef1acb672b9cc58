/** Named places where a test can make a run die or fail; nothing in production sets a handler. */
export type Failpoint =
  | 'scan.done'
  | 'ledger.intended'
  | 'drawers.written'
  | 'links.written'
  | 'companions.written'
  | 'bucket.done'
  | 'run.finishing'
  | 'run.done'
  | 'rollback.begun'
  | 'rollback.drawers'
  | 'rollback.links'
  | 'rollback.records'
  | 'rollback.bulk'
  | 'rollback.finishing'
  | 'rollback.done'
  | 'return.begun'
  | 'return.restored'
  | 'return.taken_back'
  | 'return.swapping'
  | 'return.aside'
  | 'return.in_place'
  | 'return.dropping'
  | 'return.finishing';

type Handler = (point: Failpoint) => void;

let handler: Handler | undefined;

/** Sets what happens at failpoints; `undefined` takes it away. For tests only. */
export function setFailpointHandler(next: Handler | undefined): void {
  handler = next;
}

/** A place that a test may have chosen to fail at. */
export function failpoint(point: Failpoint): void {
  handler?.(point);
}
