import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  Injector,
  untracked,
  viewChild,
} from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Connection } from '../../../core/connection';
import { Toasts } from '../../../core/toasts';
import { Icon } from '../../../shared/icon';
import { isHalfWritten } from '../../../shared/local-moment';
import { ProblemPanel } from '../../../shared/problem-panel';
import { RequestPreview } from '../../../shared/request-preview/request-preview';
import { shortId } from '../../../shared/short-id';
import { FailedSends } from '../failed-sends';
import { PayloadForm } from '../payload-form/payload-form';
import { fillDraft } from './fill-draft';
import { JobSettings } from './job-settings';
import { NewJobStore } from './new-job-store';
import { TypeCards } from './type-cards';
import { WhatNext } from './what-next';

/** The form for a new job of any type, with the request it makes beside it. Invalid input sends nothing. */
@Component({
  selector: 'ft-new-job',
  imports: [FailedSends, Icon, JobSettings, PayloadForm, ProblemPanel, RequestPreview, RouterLink, TypeCards, WhatNext],
  providers: [NewJobStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './new-job.html',
  styleUrl: './new-job.scss',
})
export class NewJob {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly form = viewChild(PayloadForm);
  private readonly connection = inject(Connection);
  protected readonly store = inject(NewJobStore);

  protected readonly short = shortId;
  protected readonly isOut = this.connection.isUnreachable;
  private readonly blockCount = computed(() => this.form()?.blockCount() ?? 0);
  protected readonly ownFaultCount = computed(() => this.store.ownFaultCount() + this.blockCount());
  /** What has to be known of the request as it is shown. */
  protected readonly note = computed(() => {
    const isBlocked = this.blockCount() > 0 || this.store.isMetadataBlocked();
    return [this.store.sample().note, isBlocked ? 'What is not valid yet is not in it.' : ''].join(' ').trim();
  });
  protected readonly saidFaultCount = computed(() => {
    const own = this.store.isTried() ? this.ownFaultCount() : this.store.instantFaultCount();
    return own > 0 ? own : this.store.refusalCount();
  });
  protected readonly isLoading = computed(() => !this.store.all() && !this.store.problem());
  protected readonly wording = computed(() => {
    const count = this.saidFaultCount();
    return count === 1 ? '1 field needs a fix.' : `${count} fields need a fix.`;
  });

  constructor() {
    fillDraft();
    effect(() => {
      const name = this.store.type()?.name;
      if (name === undefined) return;
      untracked(() => {
        this.store.choose(name);
      });
    });
    this.showRefusals();
  }

  protected pick(type: string): void {
    void this.router.navigate([], { queryParams: { type }, replaceUrl: true });
  }

  protected reset(): void {
    const bringBack = this.store.reset();
    const run = (): void => {
      if (!bringBack()) this.toasts.warn('The draft is not brought back: another one was begun.');
    };
    this.toasts.show('Draft emptied.', { label: 'Undo', run });
    this.form()?.forget();
    this.emptyHalfWritten();
    this.focusFirst('ft-payload-form :is(input, textarea, select)');
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.isOut() || !this.store.type()) return;
    this.store.try();
    if (this.ownFaultCount() > 0) {
      this.focusFirst('[aria-invalid="true"]');
      return;
    }
    this.store.send();
    void this.router.navigate(['/jobs']);
  }

  /** Who comes back to what the backend refused begins at the first field that it spoke of. */
  private showRefusals(): void {
    let isDone = false;
    effect(() => {
      if (isDone || !this.form() || this.store.refusalCount() === 0) return;
      isDone = true;
      this.focusFirst('[aria-invalid="true"]');
    });
  }

  /** A part of a date is no value, so that no value takes it away. */
  private emptyHalfWritten(): void {
    for (const box of this.host.nativeElement.querySelectorAll('input')) if (isHalfWritten(box)) box.value = '';
  }

  private focusFirst(what: string): void {
    afterNextRender(() => this.host.nativeElement.querySelector<HTMLElement>(what)?.focus(), {
      injector: this.injector,
    });
  }
}
