import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Connection } from '../core/connection';
import { ServiceApi } from '../core/service-api';
import { Icon } from '../shared/icon';
import { clockTime } from '../shared/time-text';
import { Logo } from './logo';
import { NAV_PAGES, injectPath } from './nav-pages';

/** Navigation beside the page, with the backend's state at its foot. */
@Component({
  selector: 'ft-side-nav',
  imports: [Icon, Logo, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './side-nav.scss',
  template: `
    <nav aria-label="Pages">
      <ft-logo />
      <div class="pages">
        @for (page of pages; track page.path) {
          <a
            [routerLink]="page.path"
            [class.on]="page.owns(path())"
            [attr.aria-current]="path() === page.path ? 'page' : null"
          >
            <ft-icon [name]="page.icon" />{{ page.label }}
          </a>
        }
        @if (hasReference()) {
          <hr />
          <a href="/docs"
            ><ft-icon name="braces" /><span>API<span class="more"> reference</span></span></a
          >
        }
      </div>
      <div class="foot s">
        <div class="row b">
          <i class="dot" [class.bad]="isOut()"></i
          ><span class="words">{{ isOut() ? 'Backend unreachable' : 'Backend answers' }}</span>
        </div>
        <div class="mut pn words">{{ note() }}</div>
      </div>
    </nav>
  `,
})
export class SideNav {
  private readonly connection = inject(Connection);
  private readonly api = inject(ServiceApi);

  protected readonly pages = NAV_PAGES;
  protected readonly path = injectPath();
  protected readonly hasReference = this.api.hasReference;
  protected readonly isOut = this.connection.isUnreachable;
  protected readonly note = computed(() => {
    const since = this.connection.since();
    if (since !== undefined) return `since ${clockTime(since)}`;
    const service = this.api.service();
    return service ? `v${service.version} · ${service.storage === 'embedded' ? 'embedded' : 'MongoDB + Redis'}` : '';
  });
}
