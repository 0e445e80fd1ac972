/** `POST /heartbeat/:id`: how long the job stays with its worker. */
export interface LeaseView {
  /** Always `false` here: a worker whose job was cancelled is answered 409, with `true`. */
  readonly cancelRequested: false;
  /** ISO 8601, UTC. */
  readonly leaseUntil: string;
}
