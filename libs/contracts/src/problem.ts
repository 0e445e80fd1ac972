/** One fault of a request: `pointer` is a JSON Pointer (RFC 6901) into the body, or `?name` for a query value. */
export interface FieldFault {
  readonly pointer: string;
  readonly detail: string;
}

/** Every error answer: RFC 9457 `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, for programs: `job.not-found`. */
  readonly code: string;
  /** The plain text of the error, for clients that read only this. */
  readonly error: string;
  readonly requestId: string;
  readonly errors?: readonly FieldFault[];
  /** To a worker whose run is over because its job was cancelled. */
  readonly cancelRequested?: boolean;
}
