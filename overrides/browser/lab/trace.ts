/** The simulator's contract as types: labs_py/schemas/scenario.v1.json and trace.v1.json. Times are integer microseconds. */

export type Value = number | string;

export type Intervention =
  | { at_us: number; kind: "place_order"; customer: unknown; amount: unknown; expected_version?: number }
  | { at_us: number; kind: "read"; customer: string }
  | { at_us: number; kind: "set"; parameter: string; value: Value };

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

interface Kinds {
  "cmd.received": { command_id: string; session: string; command: Record<string, unknown> };
  "cmd.rejected": {
    command_id: string;
    reason: "schema" | "conflict";
    problem?: { field: string; rule: "missing" | "type" | "range"; found: unknown };
  };
  "cmd.started": { command_id: string };
  "evt.assigned": { command_id: string; event_id: string; position: number };
  "evt.committed": {
    command_id: string;
    event_id: string;
    position: number;
    partition: number;
    event: Envelope;
  } & Gauge;
  "cmd.acknowledged": { command_id: string; event_id: string; position: number; latency_us: number };
  "outbox.sent": {
    command_id: string;
    event_id: string;
    position: number;
    partition: number;
    copies: number;
  };
  "bus.enqueued": Message;
  "dlv.started": Message;
  "view.applied": Message & {
    key: string;
    before: Row | null;
    after: Row;
    expected: Row;
    right: boolean;
    wrong_since: number | null;
    effect: number;
  };
  "view.skipped": Message & { key: string; reason: string };
  "ckpt.advanced": { partition: number; offset: number; position: number } & Gauge;
  "query.served": {
    session: string;
    key: string;
    asked_us: number;
    acked_version: number;
    row: Row | null;
    seen_version: number;
    staleness_us: number;
    right: boolean;
  };
}

export type Kind = keyof Kinds;

export type RecordOf<K extends Kind> = { seq: number; at_us: number; kind: K } & Kinds[K];

export type TraceRecord = { [K in Kind]: RecordOf<K> }[Kind];

export interface Trace {
  schema: 1;
  scenario: Scenario;
  records: TraceRecord[];
  end_us: number;
  measures: Record<string, unknown>;
  digest: string;
}
