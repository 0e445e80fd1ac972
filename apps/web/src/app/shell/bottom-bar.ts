import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../shared/icon';
import { NAV_PAGES, injectPath } from './nav-pages';
import { Sheets } from './sheets';

/** Navigation under the thumb, on phones. */
@Component({
  selector: 'ft-bottom-bar',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <nav aria-label="Pages">
      @for (page of pages; track page.path) {
        <a
          [routerLink]="page.path"
          [class.on]="page.owns(path())"
          [attr.aria-current]="path() === page.path ? 'page' : null"
        >
          <span><ft-icon [name]="page.icon" /></span>{{ page.label }}
        </a>
      }
      <button type="button" aria-haspopup="dialog" (click)="sheets.show('more')">
        <span><ft-icon name="ellipsis" /></span>More
      </button>
    </nav>
  `,
  styles: `
    nav {
      display: grid;
      grid-auto-flow: column;
      grid-auto-columns: 1fr;
      block-size: var(--bottom-h);
      border-block-start: 1px solid var(--line);
      background: var(--nav);
      padding: 6px 4px;
    }
    a,
    button {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: 3px;
      font-size: 11px;
      line-height: 14px;
      font-weight: 550;
      color: var(--ink-2);
    }
    span {
      inline-size: 52px;
      block-size: 28px;
      border-radius: 14px;
      display: grid;
      place-items: center;
      --icon: 19px;
    }
    .on {
      color: var(--ink);
      font-weight: 650;
    }
    .on span {
      background: var(--secondary-container);
      color: var(--on-secondary-container);
    }
  `,
})
export class BottomBar {
  protected readonly pages = NAV_PAGES;
  protected readonly path = injectPath();
  protected readonly sheets = inject(Sheets);
}
