import { DOCUMENT } from '@angular/common';
import { Injectable, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { ApiKey } from '../core/api-key';
import { Connection } from '../core/connection';
import { LiveControl } from '../core/live-control';
import { PayloadPrivacy } from '../core/payload-privacy';
import { ServiceApi } from '../core/service-api';
import type { ThemeName } from '../core/theme';
import { THEMES, Theme } from '../core/theme';
import type { IconName } from '../shared/icon-paths';
import { NAV_PAGES } from './nav-pages';
import { Sheets } from './sheets';

/** Something that the shell can do at a word. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** What else is worth knowing of it. */
  readonly aside?: string;
  readonly icon: IconName;
  readonly run: () => void;
}

const THEME_ICONS: Readonly<Record<ThemeName, IconName>> = { system: 'monitor', light: 'sun', dark: 'moon' };
const THEME_NAMES: Readonly<Record<ThemeName, string>> = {
  system: "Use the system's theme",
  light: 'Use the light theme',
  dark: 'Use the dark theme',
};

/** Everything that the shell can do, by name, as it is now. */
@Injectable({ providedIn: 'root' })
export class Commands {
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly theme = inject(Theme);
  private readonly privacy = inject(PayloadPrivacy);
  private readonly live = inject(LiveControl);
  private readonly sheets = inject(Sheets);
  private readonly apiKey = inject(ApiKey);
  private readonly connection = inject(Connection);
  private readonly hasReference = inject(ServiceApi).hasReference;

  /** Leads to the pages of the app. */
  readonly pages: readonly Command[] = NAV_PAGES.map(({ path, label, icon }) => ({
    ...{ id: path, label, icon },
    run: () => void this.router.navigateByUrl(path),
  }));

  /** Everything but going to pages. */
  readonly actions = computed<readonly Command[]>(() => [
    ...(this.hasReference() ? [this.reference()] : []),
    ...THEMES.filter((name) => name !== this.theme.name()).map((name) => this.themeAction(name)),
    this.privacyAction(),
    this.liveAction(),
    {
      ...{ id: 'help', label: 'Keyboard shortcuts', icon: 'keyboard' },
      run: () => {
        this.sheets.show('help');
      },
    },
    ...(this.apiKey.isHeld() ? [this.forgetKey()] : []),
  ]);

  private reference(): Command {
    return {
      ...{ id: 'docs', label: 'API reference', icon: 'braces' },
      run: () => {
        this.document.location.assign('/docs');
      },
    };
  }

  private themeAction(name: ThemeName): Command {
    return {
      ...{ id: `theme ${name}`, label: THEME_NAMES[name], icon: THEME_ICONS[name] },
      run: () => {
        this.theme.choose(name);
      },
    };
  }

  private privacyAction(): Command {
    const isHidden = this.privacy.isHidden();
    return {
      ...{ id: 'privacy', label: isHidden ? 'Show payloads' : 'Hide payloads', icon: isHidden ? 'eye' : 'eye-off' },
      run: () => {
        this.privacy.hide(!isHidden);
      },
    };
  }

  private liveAction(): Command {
    const isOff = this.live.seconds() === 0;
    return {
      ...{ id: 'live', label: isOff ? 'Ask for news every 2 s' : 'Stop asking for news', icon: 'activity' },
      run: () => {
        this.live.choose(isOff ? 2 : 0);
      },
    };
  }

  /** The backend is asked at once, so that it says whether it needs a key. */
  private forgetKey(): Command {
    return {
      ...{ id: 'forget', label: 'Forget the API key of this tab', icon: 'log-out' },
      run: () => {
        this.apiKey.forget();
        this.connection.tryNow();
      },
    };
  }
}
