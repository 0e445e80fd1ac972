import type { ElementRef } from '@angular/core';
import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  input,
  linkedSignal,
  output,
  signal,
  viewChildren,
} from '@angular/core';
import { Icon } from '../../../shared/icon';
import { FieldFrame } from './field-frame';

/** A name with its text. */
export type Pair = readonly [name: string, text: string];

/** Names with texts, one below the other. Names that are blank or stand twice are a fault until they are mended. */
@Component({
  selector: 'ft-pairs-field',
  imports: [FieldFrame, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-field-frame
      [fieldId]="fieldId()"
      [label]="label()"
      [isGroup]="true"
      [isRequired]="isRequired()"
      [hint]="hint()"
      [fault]="shownFault()"
    >
      <div class="pairs" role="group" [attr.aria-labelledby]="fieldId() + '-label'">
        @for (pair of rows(); track $index; let at = $index) {
          <div class="pair">
            <input
              #name
              class="inp"
              placeholder="Name"
              autocomplete="off"
              [attr.aria-label]="'Name ' + (at + 1)"
              [attr.aria-invalid]="isFaulty(at) || null"
              [class.err]="isFaulty(at)"
              [value]="pair[0]"
              (input)="change(at, [name.value, pair[1]])"
              (blur)="leave()"
            />
            <input
              #text
              class="inp"
              placeholder="Text"
              autocomplete="off"
              [attr.aria-label]="'Text ' + (at + 1)"
              [value]="pair[1]"
              (input)="change(at, [pair[0], text.value])"
              (blur)="leave()"
            />
            <button type="button" class="ib" [attr.aria-label]="'Remove pair ' + (at + 1)" (click)="remove(at)">
              <ft-icon name="x" />
            </button>
          </div>
        }
        <button type="button" class="btn sm" [attr.aria-label]="'Add to ' + label()" (click)="add()">
          <ft-icon name="plus" />Add
        </button>
      </div>
    </ft-field-frame>
  `,
  styles: `
    .pairs {
      display: grid;
      gap: 6px;
      justify-items: start;
    }
    .pair {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto;
      gap: 6px;
      inline-size: 100%;
      align-items: center;
    }
  `,
})
export class PairsField {
  private readonly injector = inject(Injector);
  private readonly names = viewChildren<ElementRef<HTMLInputElement>>('name');

  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly isRequired = input(false);
  readonly hint = input('');
  readonly fault = input<string | null>(null);
  readonly pairs = input.required<readonly Pair[]>();
  readonly changed = output<readonly Pair[]>();
  /** Why the names cannot be taken as they are; `null`: they can. */
  readonly blocked = output<string | null>();
  readonly left = output();

  /** What is written stays while it is no set of names yet. */
  protected readonly rows = linkedSignal<readonly Pair[], readonly Pair[]>({
    source: this.pairs,
    computation: (pairs, previous) => (previous && hasSame(previous.value, pairs) ? previous.value : pairs),
  });
  /** Somebody has been through the pairs: what is wrong with them may be said. */
  private readonly isLeft = signal(false);
  private readonly ownFault = computed(() => faultOf(this.rows()));
  protected readonly shownFault = computed(() => (this.isLeft() ? this.ownFault() : null) ?? this.fault());

  protected isFaulty(at: number): boolean {
    const names = this.rows().map(([name]) => name);
    const name = names[at] ?? '';
    return this.shownFault() !== null && (name === '' || names.indexOf(name) !== at);
  }

  protected change(at: number, pair: Pair): void {
    this.take(this.rows().with(at, pair));
  }

  protected remove(at: number): void {
    this.take(this.rows().toSpliced(at, 1));
    this.focusName(Math.min(at, this.rows().length - 1));
  }

  protected leave(): void {
    this.isLeft.set(true);
    this.left.emit();
  }

  protected add(): void {
    this.isLeft.set(false);
    this.take([...this.rows(), ['', '']]);
    this.focusName(this.rows().length - 1);
  }

  private take(rows: readonly Pair[]): void {
    this.rows.set(rows);
    const fault = faultOf(rows);
    this.blocked.emit(fault);
    if (fault === null) this.changed.emit(rows);
  }

  private focusName(at: number): void {
    afterNextRender(() => this.names()[at]?.nativeElement.focus(), { injector: this.injector });
  }
}

const hasSame = (rows: readonly Pair[], pairs: readonly Pair[]): boolean =>
  faultOf(rows) !== null || JSON.stringify(rows) === JSON.stringify(pairs);

function faultOf(rows: readonly Pair[]): string | null {
  const names = rows.map(([name]) => name);
  if (names.includes('')) return 'Each one needs a name.';
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? null : `The name ${twice} stands twice.`;
}
