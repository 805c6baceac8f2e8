/** The simulator's contract as types: labs_py/schemas/scenario.v1.json and trace.v1.json. Times are integer microseconds. */

/** A list of instants only for `load.instants_us`. */
export type Value = number | string | number[];

/** What a client sends with an order besides what it is: the version it decided on, its name for the intention. */
interface Order {
  customer: unknown;
  amount: unknown;
  expected_version?: number;
  idempotency_key?: string;
}

export type Intervention = { at_us: number } & (
  | ({ kind: "place_order" } & Order)
  | { kind: "read"; customer: string }
  | { kind: "set"; parameter: string; value: Value }
  | { kind: "strike"; fault: string }
);

export interface Scenario {
  schema: 1;
  lab: string;
  seed: number;
  parameters: Record<string, Value>;
  interventions: Intervention[];
}

export interface Row {
  orders: number;
  total: number;
  version: number;
}

export interface Envelope {
  event_id: string;
  type: string;
  partition_key: string;
  version: number;
  position: number;
  data: { customer: string; amount: number };
}

export interface Gauge {
  event_lag: number;
  /** Committed events beyond the high-water mark. */
  mark_gap: number;
  /** When the first unapplied event was recorded; null when there is none. */
  oldest_us: number | null;
}

interface Message {
  command_id: string;
  event_id: string;
  position: number;
  partition: number;
  offset: number;
  copy: number;
}

interface Stored {
  command_id: string;
  event_id: string;
  position: number;
}

interface Kinds {
  "cmd.received": { command_id: string; session: string; command: Record<string, unknown> };
  "cmd.rejected": {
    command_id: string;
    reason: string;
    problem?: { field: string; rule: "missing" | "type" | "range"; found: unknown };
    expected_version?: number;
    actual_version?: number;
  };
  "cmd.deduped": { command_id: string; first: string };
  "cmd.conflicted": {
    command_id: string;
    attempt: number;
    expected_version: number;
    actual_version: number;
  };
  "cmd.started": { command_id: string };
  "evt.assigned": Stored;
  "evt.committed": Stored & { partition: number; event: Envelope } & Gauge;
  "evt.rolledback": Stored;
  "hwm.held": { position: number; waiting: number };
  "cmd.acknowledged": Stored & { latency_us: number };
  "outbox.sent": Stored & { partition: number; copies: number };
  "bus.dropped": Stored & { partition: number };
  "bus.blocked": { partition: number; waiting: number };
  "bus.refused": Stored & { partition: number; copy: number };
  "pub.lost": Stored & { partition: number; reason: string };
  "cmd.crashed": Stored;
  "bus.enqueued": Message;
  "dlv.started": Message & { attempt: number };
  "dlv.crashed": Message & { point: string };
  "dlv.paused": Message & { pause_us: number };
  "claim.taken": Message & { projector: number };
  "view.applied": Message & {
    key: string;
    version: number;
    before: Row | null;
    after: Row;
    expected: Row;
    right: boolean;
    wrong_since: number | null;
    effect: number;
  };
  "view.skipped": Message & { key: string; reason: string };
  "view.buffered": Message & { key: string; version: number };
  "view.rejected": Message & { key: string; reason: string; attempt: number };
  "retry.scheduled": Message & { attempt: number; wait_us: number };
  "dlq.parked": Message & { key: string; reason: string };
  "ckpt.fenced": { partition: number; offset: number; position: number };
  "ckpt.regressed": { partition: number; offset: number; position: number };
  "ckpt.advanced": { partition: number; offset: number; position: number } & Gauge;
  "query.served": {
    session: string;
    key: string;
    asked_us: number;
    acked_version: number;
    required_version: number | null;
    wait_us: number;
    source?: string;
    row: Row | null;
    seen_version: number;
    head_version: number;
    staleness_us: number;
    right: boolean;
  };
}

export type Kind = keyof Kinds;

export type RecordOf<K extends Kind> = { seq: number; at_us: number; kind: K } & Kinds[K];

export type TraceRecord = { [K in Kind]: RecordOf<K> }[Kind];

/** What a run says once it is over. */
export interface Ending {
  schema: 1;
  scenario: Scenario;
  end_us: number;
  measures: Record<string, unknown>;
  digest: string;
}

export interface Trace extends Ending {
  records: TraceRecord[];
}
