import { Injectable, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import type { RouterStateSnapshot } from '@angular/router';
import { TitleStrategy } from '@angular/router';

/** Names the browser tab after the page. */
@Injectable({ providedIn: 'root' })
export class PageTitles extends TitleStrategy {
  private readonly title = inject(Title);

  private path: string | undefined;

  /** Another filter or tab of the same page keeps the name that the page gave itself. */
  override updateTitle(state: RouterStateSnapshot): void {
    const [path] = state.url.split(/[?#]/);
    if (path === this.path) return;
    this.path = path;
    this.name(this.buildTitle(state));
  }

  /** For pages whose name is known only when their data is there. */
  name(page: string | undefined): void {
    this.title.setTitle(page === undefined ? 'Fast Track' : `${page} · Fast Track`);
  }
}
