import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../shared/icon';

/** Sign and name; leads to the first page. */
@Component({
  selector: 'ft-logo',
  imports: [Icon, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<a routerLink="/" aria-label="Fast Track"
    ><span class="sign"><ft-icon name="activity" /></span><span class="name">Fast Track</span></a
  >`,
  styles: `
    a {
      display: flex;
      align-items: center;
      gap: 10px;
      font-weight: 650;
      font-size: 15px;
      letter-spacing: -0.01em;
      white-space: nowrap;
    }
    .name {
      display: var(--name, inline);
    }
    .sign {
      inline-size: 26px;
      block-size: 26px;
      border-radius: 7px;
      background: var(--primary);
      color: var(--on-primary);
      display: grid;
      place-items: center;
    }
  `,
})
export class Logo {}
