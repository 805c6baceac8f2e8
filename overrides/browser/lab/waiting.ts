/** The backlog of the projector, message by message. */

/** A delivery's place, in every record of one. */
export interface Delivery {
  event_id: string;
  copy: number;
  partition: number;
  offset: number;
}

/** The messages that the projector has not done with. */
export class Waiting {
  #messages = new Map<string, Delivery>();
  #checkpoints = new Map<number, number>();

  get count(): number {
    return this.#messages.size;
  }

  note(kind: string, record: Delivery): void {
    const name = `${record.event_id}/${record.copy}`;
    if (kind === "ckpt.advanced") this.#checkpoints.set(record.partition, record.offset);
    else if (COMES.has(kind)) this.#messages.set(name, record);
    else if (GOES.has(kind)) this.#messages.delete(name);
    else if (kind === "dlv.crashed") this.#lose(record.partition);
  }

  /** What was in hand and is behind the checkpoint does not come again. */
  #lose(crashed: number): void {
    const passed = this.#checkpoints.get(crashed) ?? 0;
    for (const [name, { partition, offset }] of this.#messages) {
      if (partition === crashed && offset <= passed) this.#messages.delete(name);
    }
  }
}

/** A message that was worked on comes again after a crash: then it begins anew. */
const COMES = new Set(["bus.enqueued", "dlv.started"]);
const GOES = new Set(["view.applied", "view.skipped", "view.buffered", "dlq.parked"]);
