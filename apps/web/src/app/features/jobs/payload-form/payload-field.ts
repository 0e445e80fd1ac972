import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { Icon } from '../../../shared/icon';
import { ChoiceField } from './choice-field';
import { fieldOf } from './field';
import { FieldGroup } from './field-group';
import { JsonField } from './json-field';
import type { JsonPath } from './json-place';
import { pointerOf, valueAt } from './json-place';
import type { JsonValue } from './json-value';
import { isList, isObject, isSame, jsonText } from './json-value';
import { NumberField } from './number-field';
import type { Pair } from './pairs-field';
import { PairsField } from './pairs-field';
import { PayloadModel } from './payload-model';
import { blankOf, startOf } from './payload-start';
import { resolved } from './schema';
import { TextField } from './text-field';
import { variantIndex, variantLabel } from './variants';

/** One part of a payload, drawn as its schema says, with the parts inside it. */
@Component({
  selector: 'ft-payload-field',
  imports: [ChoiceField, FieldGroup, Icon, JsonField, NumberField, PairsField, TextField],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './payload-field.html',
  styleUrl: './payload-field.scss',
})
export class PayloadField {
  private readonly injector = inject(Injector);
  private isBlocked = false;
  protected readonly model = inject(PayloadModel);
  private readonly adder = viewChild<unknown, ElementRef<HTMLElement>>('adder', { read: ElementRef });

  readonly part = input.required<unknown>();
  readonly path = input.required<JsonPath>();
  readonly name = input.required<string>();
  readonly isRequired = input.required<boolean>();

  protected readonly field = computed(() => fieldOf(this.model.schema(), this.part(), this.name(), this.isRequired()));
  protected readonly pointer = computed(() => pointerOf(this.path()));
  protected readonly fieldId = computed(() => `payload${this.pointer().replaceAll('/', '-')}`);
  protected readonly value = computed(() => valueAt(this.model.root(), this.path()));
  protected readonly fault = computed(() => this.model.faultAt(this.pointer()));
  protected readonly text = computed(() => asText(this.value() ?? undefined));
  /** `null` is as good as nothing to open a group from. */
  protected readonly isAbsent = computed(() => (this.value() ?? undefined) === undefined);
  protected readonly items = computed(() => asItems(this.value()));
  protected readonly pairs = computed(() => asPairs(this.value()));
  /**
   * Which of the things it may be it is: what its value is, else what the person chose last. It stays while the person
   * writes: `1.` on the way to `1.5` makes no text of a number.
   */
  protected readonly variant = linkedSignal<Source, number>({
    source: () => ({ value: this.value(), isWritten: this.model.isWrittenAt(this.pointer()) }),
    computation: ({ value, isWritten }, previous) =>
      previous !== undefined && (isWritten || isSame(previous.source.value, value))
        ? previous.value
        : (variantIndex(this.model.schema(), this.field(), value) ?? previous?.value ?? 0),
  });
  /** One, or none: another variant is drawn anew. */
  protected readonly variantParts = computed(() => {
    const [field, at] = [this.field(), this.variant()];
    return field.kind === 'variants' ? [{ at, part: { title: field.label, ...field.variants[at] } }] : [];
  });

  constructor() {
    effect((onCleanup) => {
      onCleanup(this.model.show(this.pointer()));
    });
  }

  /** An empty text is no value, but it is an item of a list. */
  protected write(text: string): void {
    const isItem = typeof this.path().at(-1) === 'number';
    this.set(text === '' && !isItem ? undefined : text);
  }

  protected set(value: JsonValue | undefined): void {
    this.model.set(this.path(), value);
  }

  protected setPairs(pairs: readonly Pair[]): void {
    this.set(pairs.length === 0 && !this.isRequired() ? undefined : new Map(pairs));
  }

  protected leave(): void {
    if (this.value() !== undefined || this.isBlocked) this.model.touch(this.pointer());
  }

  protected block(reason: string | null): void {
    this.isBlocked = reason !== null;
    this.model.block(this.pointer(), reason);
  }

  protected addGroup(): void {
    this.set(startOf(this.model.schema(), this.part()) ?? new Map<string, JsonValue>());
    this.focus((host) => host.querySelector<HTMLElement>('input, textarea, select, button'));
  }

  protected removeGroup(): void {
    this.set(undefined);
    this.focus((host) => host.querySelector<HTMLElement>('button'));
  }

  protected addItem(item: unknown): void {
    const at = this.items().length;
    this.model.set([...this.path(), at], blankOf(this.model.schema(), item));
    this.focus((host) =>
      host.querySelectorAll<HTMLElement>(':scope > fieldset > .item')[at]?.querySelector('input, textarea, select'),
    );
  }

  protected removeItem(at: number): void {
    this.model.set([...this.path(), at], undefined);
    if (this.items().length === 0 && !this.isRequired()) this.set(undefined);
    this.focus((host) => host.querySelector<HTMLElement>(':scope > fieldset > button'));
  }

  protected isMemberRequired(name: string): boolean {
    return resolved(this.model.schema(), this.part())?.required?.includes(name) ?? false;
  }

  protected chooseVariant(at: number): void {
    this.set(undefined);
    this.variant.set(at);
  }

  protected fixedText(value: JsonValue): string {
    return asText(value);
  }

  protected labelOfVariant(part: unknown): string {
    return variantLabel(this.model.schema(), part);
  }

  private focus(find: (host: HTMLElement) => HTMLElement | null | undefined): void {
    afterNextRender(
      () => {
        const host = this.adder()?.nativeElement;
        if (host) find(host)?.focus();
      },
      { injector: this.injector },
    );
  }
}

/** A value, and whether the person has just written it here. */
interface Source {
  readonly value: JsonValue | undefined;
  readonly isWritten: boolean;
}

function asText(value: JsonValue | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : jsonText(value);
}

const asItems = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : []);
const asPairs = (value: JsonValue | undefined): readonly Pair[] =>
  isObject(value) ? [...value].map(([name, text]) => [name, asText(text)] as const) : [];
