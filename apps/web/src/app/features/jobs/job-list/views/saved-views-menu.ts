import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { ActivatedRoute, Router } from '@angular/router';
import { injectIsPhone } from '../../../../core/is-phone';
import { Toasts } from '../../../../core/toasts';
import { Icon } from '../../../../shared/icon';
import { JobListStore } from '../job-list-store';
import { ListAddress } from '../query/list-address';
import { hasConditions, keyOf } from '../query/list-query';
import { NameView } from './name-view';
import type { SavedView } from './saved-views';
import { SavedViews } from './saved-views';

/** Opens saved views, saves the list on screen as one, and renames or deletes the one that is open. */
@Component({
  selector: 'ft-saved-views-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, NameView],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './saved-views-menu.html',
  styleUrl: './saved-views-menu.scss',
})
export class SavedViewsMenu {
  private readonly address = inject(ListAddress);
  private readonly store = inject(JobListStore);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);

  private readonly saved = inject(SavedViews);
  protected readonly isPhone = injectIsPhone();
  protected readonly views = this.saved.all;
  /** The view on screen. */
  protected readonly open = computed(() =>
    this.saved.showing({ query: this.address.query(), faults: this.address.faults() }),
  );
  /** Why the list on screen cannot be saved. What the backend refuses would be refused at every visit. */
  protected readonly hindrance = computed(() => {
    const query = this.address.query();
    if (this.address.faults().length > 0 || this.store.queryFaults().length > 0) return 'These filters cannot be used';
    if (keyOf(query) === '') return 'Filter or sort the list to save a view';
    if (hasConditions(query) && !this.store.isAnswered())
      return this.store.isLoading() ? 'The list is loading' : 'The list cannot be read';
    return this.saved.isFull() ? 'Delete a view before you save another' : undefined;
  });
  /** The view that is being named; without a name it is a new one. */
  protected readonly naming = signal<{ readonly before?: SavedView } | undefined>(undefined);
  // In a template `?.` gives null.
  protected readonly nameBefore = computed(() => this.naming()?.before?.name);

  protected show({ query }: SavedView): void {
    const queryParams = Object.fromEntries(new URLSearchParams(query));
    void this.router.navigate([], { relativeTo: this.route, queryParams });
  }

  protected name(name: string): void {
    const before = this.naming()?.before;
    const isKept = this.saved.save({ name, query: before?.query ?? keyOf(this.address.query()) }, before?.name);
    const text = before === undefined ? `View "${name}" saved` : `View renamed to "${name}"`;
    if (isKept) this.toasts.show(`${text}.`);
    else this.toasts.warn(`${text} until this page is left: the storage of this browser is full or closed.`);
  }

  protected remove(view: SavedView): void {
    this.saved.remove(view.name);
    const run = (): void => {
      const fault = this.saved.bringBack(view);
      if (fault !== undefined) this.toasts.warn(`View "${view.name}" is not brought back. ${fault}`);
    };
    this.toasts.show(`View "${view.name}" deleted.`, { label: 'Undo', run });
  }
}
