import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterRenderEffect,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import type { JobTypeView } from '@fasttrack/contracts';
import { bringIntoRow } from '../../../shared/bring-into-row';
import { Icon } from '../../../shared/icon';
import { typeIcon } from '../type-icon';
import { typeState } from './type-state';

/** The kinds of jobs to choose from, each with what holds it up. */
@Component({
  selector: 'ft-type-cards',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <fieldset>
      <legend class="visually-hidden">Type of job</legend>
      @for (card of cards(); track card.name) {
        <label class="card" [class.on]="card.name === chosen()">
          <input
            class="visually-hidden"
            type="radio"
            name="type"
            [value]="card.name"
            [checked]="card.name === chosen()"
            (change)="picked.emit(card.name)"
          />
          <span class="sign"><ft-icon [name]="card.icon" /></span>
          <span class="words">
            <b>{{ card.title }}</b>
            <span class="s" [class.warn]="card.state" [class.mut]="!card.state">{{
              card.state || card.description
            }}</span>
          </span>
          <span class="mark" aria-hidden="true"></span>
        </label>
      }
    </fieldset>
  `,
  styleUrl: './type-cards.scss',
})
export class TypeCards {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly types = input.required<readonly JobTypeView[]>();
  readonly chosen = input.required<string>();
  /** Jobs of a type that wait now. */
  readonly waiting = input<Readonly<Record<string, number>>>({});
  readonly picked = output<string>();

  protected readonly cards = computed(() =>
    this.types().map((type) => ({
      name: type.name,
      title: type.title || type.name,
      description: type.description,
      icon: typeIcon(type.name),
      state: typeState(type, this.waiting()[type.name] ?? 0),
    })),
  );

  constructor() {
    // On a phone the cards are a row that is wider than the screen.
    afterRenderEffect(() => {
      this.bringUp(this.chosen());
    });
  }

  private bringUp(name: string): void {
    const inputs = Array.from(this.host.nativeElement.querySelectorAll('input'));
    const card = inputs.find(({ value }) => value === name)?.closest('label');
    const row = card?.parentElement;
    if (card && row) bringIntoRow(row, card);
  }
}
