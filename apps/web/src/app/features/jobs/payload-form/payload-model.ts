import type { Signal } from '@angular/core';
import type { JsonPath } from './json-place';
import type { JsonValue } from './json-value';
import type { Schema } from './schema';

/** What the fields of a payload share: the payload itself and what is wrong with it. */
export abstract class PayloadModel {
  abstract readonly schema: Signal<Schema>;
  /** The payload; `undefined` while its text is no JSON. */
  abstract readonly root: Signal<JsonValue | undefined>;
  /** Puts a value in its place; `undefined` takes the place away. */
  abstract set(path: JsonPath, value: JsonValue | undefined): void;
  /** Whether a field at this pointer or inside it has made the payload what it is. */
  abstract isWrittenAt(pointer: string): boolean;
  /** What is wrong at a pointer, as far as it is time to say so; `null`: nothing. */
  abstract faultAt(pointer: string): string | null;
  /** The person has been through the field: what is wrong with it may be said. */
  abstract touch(pointer: string): void;
  /** What a field holds is no value yet, for this reason; `null`: it is one. Nothing can be sent meanwhile. */
  abstract block(pointer: string, reason: string | null): void;
  /** Tells that a field shows what is wrong at this pointer, and gives what takes that back. */
  abstract show(pointer: string): () => void;
}
