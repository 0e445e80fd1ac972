import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, computed, inject, viewChild } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { ApiKey } from '../core/api-key';
import { focusQuietly } from '../core/focus-quietly';
import { BottomBar } from './bottom-bar';
import { HelpSheet } from './help-sheet';
import { KeyPrompt } from './key-prompt';
import { MoreSheet } from './more-sheet';
import { moveFocusWithPages } from './page-focus';
import { Sheets } from './sheets';
import { SideNav } from './side-nav';
import { ToastList } from './toast-list';
import { TopBar } from './top-bar';
import { UnreachableBanner } from './unreachable-banner';

/** What stays on screen from page to page. */
@Component({
  selector: 'ft-shell',
  imports: [BottomBar, HelpSheet, KeyPrompt, MoreSheet, RouterOutlet, SideNav, ToastList, TopBar, UnreachableBanner],
  changeDetection: ChangeDetectionStrategy.OnPush,
  styleUrl: './shell.scss',
  template: `
    <button type="button" class="skip btn p" (click)="skipToContent()">Skip to content</button>
    <ft-side-nav class="phone-hide" />
    <header><ft-top-bar /></header>
    <main #main>
      <ft-unreachable-banner />
      <router-outlet />
    </main>
    <ft-bottom-bar class="phone-only" />
    <ft-toast-list />
    @if (isKeyWanted()) {
      <ft-key-prompt />
    } @else if (sheet() === 'help') {
      <ft-help-sheet />
    } @else if (sheet() === 'more') {
      <ft-more-sheet />
    }
  `,
})
export class Shell {
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly keyWanted = inject(ApiKey).wanted;

  protected readonly sheet = inject(Sheets).open;
  protected readonly isKeyWanted = computed(() => this.keyWanted() !== null);

  constructor() {
    moveFocusWithPages();
  }

  protected skipToContent(): void {
    focusQuietly(this.main().nativeElement);
    window.scrollTo({ top: 0 });
  }
}
