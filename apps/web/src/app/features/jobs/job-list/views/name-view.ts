import type { ElementRef } from '@angular/core';
import {
  ChangeDetectionStrategy,
  Component,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Now } from '../../../../core/now';
import { PayloadPrivacy } from '../../../../core/payload-privacy';
import { ListAddress } from '../query/list-address';
import { filterWords, queryWords } from '../query/query-words';
import { SavedViews, VIEW_NAME_MAX_LENGTH } from './saved-views';

/** Asks for the name of a view: a new one of the list on screen, or the one it has so far. */
@Component({
  selector: 'ft-name-view',
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './name-view.html',
  styleUrl: './name-view.scss',
})
export class NameView {
  private readonly saved = inject(SavedViews);
  private readonly address = inject(ListAddress);
  private readonly now = inject(Now);
  private readonly privacy = inject(PayloadPrivacy);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  /** The name so far; a new view has none. */
  readonly before = input<string>();
  /** Why a new one cannot be kept, if it cannot. */
  readonly hindrance = input<string>();
  readonly named = output<string>();
  readonly gone = output();

  protected readonly maxLength = VIEW_NAME_MAX_LENGTH;
  protected readonly fault = signal('');
  protected readonly words = computed(() => queryWords(this.address.query(), this.now.ms()));
  /** A name is kept, and shown to whoever sees the menu: nothing hidden is proposed for it. */
  private readonly proposal = computed(() =>
    this.privacy.isHidden() ? '' : filterWords(this.address.query(), this.now.ms()).slice(0, VIEW_NAME_MAX_LENGTH),
  );

  /** Another name needs no answer, and no room. */
  private readonly ownHindrance = computed(() => {
    const hindrance = this.hindrance();
    return hindrance === undefined || this.before() !== undefined ? undefined : `${hindrance}.`;
  });

  constructor() {
    afterNextRender(() => {
      const field = this.field().nativeElement;
      field.value = this.before() ?? this.proposal();
      this.dialog().nativeElement.showModal();
      field.select();
    });
  }

  protected confirm(event: Event): void {
    event.preventDefault();
    const name = this.field().nativeElement.value.trim();
    const fault = this.ownHindrance() ?? this.saved.faultOf(name, this.before());
    this.fault.set(fault ?? '');
    if (fault !== undefined) return;
    if (name !== this.before()) this.named.emit(name);
    // Unlike going with its page, closing gives the focus back to where it was.
    this.dialog().nativeElement.close();
  }
}
