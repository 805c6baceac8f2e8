/** A run, indexed so that any moment of it can be shown within a frame, however long it is. */

import type { Journeys } from "./journeys";
import type { Mark } from "./marks";
import type { Order } from "./orders";
import type { RecordOf, Row, Trace } from "./trace";

export type { Mark } from "./marks";
export type { Order } from "./orders";

/** What the committed events of one key add up to, from an instant on. */
export interface Sum {
  at_us: number;
  row: Row;
}

export interface Run {
  /** While the run is still being made: the records so far, without digest and measures. */
  trace: Trace;
  complete: boolean;
  /** When the last thing worth seeing is over. */
  end: number;
  /** Every instant at which something happens, ascending. */
  instants: number[];
  events: RecordOf<"evt.committed">[];
  /** The keys of all committed events, sorted, and what each adds up to. */
  keys: string[];
  sums: Map<string, Sum[]>;
  applied: Map<string, RecordOf<"view.applied">[]>;
  skipped: RecordOf<"view.skipped">[];
  /** Events that never reach their partition. */
  dropped: (RecordOf<"bus.dropped"> | RecordOf<"pub.lost">)[];
  parked: RecordOf<"dlq.parked">[];
  gauges: (RecordOf<"evt.committed"> | RecordOf<"ckpt.advanced">)[];
  reads: RecordOf<"query.served">[];
  journeys: Journeys;
  orders: Order[];
  marks: Mark[];
}
