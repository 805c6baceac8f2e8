/** Indexes a run while it is made, frame by frame. */

import { curvesIn } from "./curves";
import { orderMarks, type Trouble, thinned, troubleOf } from "./marks";
import { Orders } from "./orders";
import type { Run, Sum } from "./run";
import type { Ending, RecordOf, Scenario, TraceRecord } from "./trace";
import { LEARNER, Tracker } from "./tracker";

export class Indexer {
  #scenario: Scenario;
  #records: TraceRecord[] = [];
  #instants: number[] = [];
  #events: Run["events"] = [];
  #sums: Run["sums"] = new Map();
  #applied: Run["applied"] = new Map();
  #skipped: Run["skipped"] = [];
  #dropped: Run["dropped"] = [];
  #parked: Run["parked"] = [];
  #gauges: Run["gauges"] = [];
  #asked: Run["reads"] = [];
  #tracker = new Tracker();
  #orders = new Orders();
  #troubles: Trouble[] = [];

  /** `scenario` is the one that is being run. */
  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  take(records: TraceRecord[]): void {
    for (const record of records) this.#add(record);
    curvesIn(this.#records);
  }

  /** The run as far as it has come; whole once its ending is known. Taking more leaves what was given as it is. */
  run(ending?: Ending): Run {
    const records = this.#records;
    const soFar: Ending = {
      schema: 1,
      scenario: this.#scenario,
      end_us: records.at(-1)?.at_us ?? 0,
      measures: {},
      digest: "",
    };
    const trace = { ...(ending ?? soFar), records };
    const orders = this.#orders.all;
    return {
      trace,
      complete: ending !== undefined,
      end: ending ? Math.max(this.#tracker.journeys.end, trace.end_us) : trace.end_us,
      instants: this.#instants,
      events: this.#events,
      keys: [...this.#sums.keys()].sort(),
      sums: this.#sums,
      applied: this.#applied,
      skipped: this.#skipped,
      dropped: this.#dropped,
      parked: this.#parked,
      gauges: this.#gauges,
      reads: this.#asked,
      journeys: this.#tracker.journeys,
      orders,
      marks: thinned([...orders.flatMap(orderMarks), ...this.#troubles]),
    };
  }

  #add(record: TraceRecord): void {
    this.#records.push(record);
    if (this.#instants.at(-1) !== record.at_us) this.#instants.push(record.at_us);
    this.#tracker.take(record);
    this.#orders.take(record);
    const trouble = troubleOf(record);
    if (trouble) this.#troubles.push(trouble);
    this.#file(record);
  }

  #file(record: TraceRecord): void {
    if (record.kind === "evt.committed") this.#commit(record);
    else if (record.kind === "ckpt.advanced") this.#gauges.push(record);
    else if (record.kind === "view.applied") append(this.#applied, record.key, record);
    else if (record.kind === "view.skipped") this.#skipped.push(record);
    else if (record.kind === "bus.dropped" || record.kind === "pub.lost") this.#dropped.push(record);
    else if (record.kind === "dlq.parked") this.#parked.push(record);
    else if (record.kind === "query.served" && record.session === LEARNER) this.#asked.push(record);
  }

  #commit(record: RecordOf<"evt.committed">): void {
    const { partition_key: key, version, data } = record.event;
    const before = this.#sums.get(key)?.at(-1)?.row;
    const row = {
      orders: (before?.orders ?? 0) + 1,
      total: (before?.total ?? 0) + data.amount,
      version,
    };
    append(this.#sums, key, { at_us: record.at_us, row } satisfies Sum);
    this.#events.push(record);
    this.#gauges.push(record);
  }
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
