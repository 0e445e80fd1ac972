/** What is wrong with a part of a payload. */
export interface PayloadFault {
  /** A JSON Pointer into the payload. */
  readonly pointer: string;
  /** The keyword of JSON Schema that it breaks. */
  readonly rule: string;
  readonly text: string;
}

/** Whether it is said while it is written: nobody likes to write on for nothing. */
export const isInstant = ({ rule }: PayloadFault): boolean => rule === 'maxLength';
