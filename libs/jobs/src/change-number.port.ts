/**
 * The number that all processes raise when a job changed; it makes the tag by which an unchanged poll is answered. It
 * never goes back: where it was lost, it starts again from the clock.
 */
export abstract class ChangeNumber {
  /** Says that jobs changed. Returns at once and never throws: what is not raised in time makes `read` answer `null`. */
  abstract raise(): void;
  /** The number as text; every change that was raised here before the call counts. `null`: nobody knows it now. */
  abstract read(): Promise<string | null>;
}
