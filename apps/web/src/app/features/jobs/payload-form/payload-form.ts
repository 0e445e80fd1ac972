import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import type { JsonObject } from '@fasttrack/contracts';
import { Icon } from '../../../shared/icon';
import { jsonFault } from './json-fault';
import type { JsonPath } from './json-place';
import { pointerOf, withValueAt } from './json-place';
import type { JsonValue } from './json-value';
import { isObject, jsonText, readJson } from './json-value';
import { PayloadEditor } from './payload-editor';
import { payloadFaults } from './payload-faults';
import { PayloadField } from './payload-field';
import { isInstant } from './payload-fault';
import { PayloadModel } from './payload-model';
import type { Schema } from './schema';

/** How a payload is written. */
export type PayloadView = 'form' | 'json';

/**
 * A payload, as a form drawn from its schema or as JSON; the text is the truth, both show it. What is wrong is said once
 * the person has been through a field or `isTried` is set.
 */
@Component({
  selector: 'ft-payload-form',
  imports: [Icon, PayloadEditor, PayloadField],
  providers: [{ provide: PayloadModel, useExisting: PayloadForm }],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './payload-form.html',
  styleUrl: './payload-form.scss',
  host: { role: 'group', 'aria-labelledby': 'payload-title' },
})
export class PayloadForm extends PayloadModel {
  readonly typeSchema = input.required<JsonObject>();
  /** What the form is called. */
  readonly title = input.required<string>();
  readonly text = input.required<string>();
  readonly view = input.required<PayloadView>();
  /** The person has tried to send it. */
  readonly isTried = input(false);
  /** What the backend found wrong, by pointer into the payload. */
  readonly refusals = input<ReadonlyMap<string, string>>(new Map());
  readonly changed = output<string>();
  readonly viewChosen = output<PayloadView>();

  private readonly written = signal<{ readonly text: string; readonly pointer: string } | null>(null);
  private readonly touched = signal<ReadonlySet<string>>(new Set());
  private readonly blocks = signal<ReadonlyMap<string, string>>(new Map());
  private readonly drawn = signal<readonly string[]>([]);

  override readonly schema = computed(() => this.typeSchema() as Schema);
  override readonly root = computed(() => readJson(this.text()));
  private readonly faults = computed(() => payloadFaults(this.typeSchema(), this.text()));
  protected readonly members = computed(() => Object.entries(this.schema().properties ?? {}));
  protected readonly canDraw = computed(() => this.members().length > 0);
  protected readonly isDrawn = computed(() => this.view() === 'form' && this.canDraw() && isObject(this.root()));
  /** What is wrong at places that no field shows. */
  protected readonly others = computed(() => {
    const isShown = this.isDrawn() ? new Set(this.drawn()) : new Set<string>();
    const own = this.isTried() ? this.faults().filter(({ pointer }) => !isShown.has(pointer)) : [];
    const told = [...this.refusals()].filter(([pointer]) => !isShown.has(pointer));
    return [...own, ...told.map(([pointer, text]) => ({ pointer, text }))];
  });

  /** Fields whose content is no value yet. */
  readonly blockCount = computed(() => this.blocks().size);

  /** As if nobody had written anything yet. */
  forget(): void {
    this.touched.set(new Set());
    this.blocks.set(new Map());
  }

  override set(path: JsonPath, value: JsonValue | undefined): void {
    const root = withValueAt(this.root(), path, value) ?? new Map<string, JsonValue>();
    const text = jsonText(root, '  ');
    // What is taken away moves others: they are looked at anew.
    this.written.set(value === undefined ? null : { text, pointer: pointerOf(path) });
    this.changed.emit(text);
  }

  override isWrittenAt(pointer: string): boolean {
    const written = this.written();
    return written?.text === this.text() && `${written.pointer}/`.startsWith(`${pointer}/`);
  }

  override faultAt(pointer: string): string | null {
    const isTime = this.isTried() || this.touched().has(pointer);
    const block = this.blocks().get(pointer);
    if (block !== undefined) return isTime ? block : null;
    const own = this.faults().find((fault) => fault.pointer === pointer);
    const isSaid = own !== undefined && (isTime || isInstant(own));
    return (isSaid ? own.text : this.refusals().get(pointer)) ?? null;
  }

  override touch(pointer: string): void {
    this.touched.update((touched) => new Set([...touched, pointer]));
  }

  override block(pointer: string, reason: string | null): void {
    this.blocks.update((blocks) => {
      const copy = new Map(blocks);
      if (reason === null) copy.delete(pointer);
      else copy.set(pointer, reason);
      return copy;
    });
  }

  override show(pointer: string): () => void {
    this.drawn.update((all) => [...all, pointer]);
    return () => {
      this.drawn.update((all) => all.toSpliced(all.indexOf(pointer), 1));
      this.block(pointer, null);
    };
  }

  protected isRequired(name: string): boolean {
    return this.schema().required?.includes(name) ?? false;
  }

  protected jsonFault(): string | null {
    const fault = jsonFault(this.text());
    if (fault !== null) return fault;
    return isObject(this.root()) ? null : 'A payload is a JSON object: it begins with { and ends with }.';
  }
}
