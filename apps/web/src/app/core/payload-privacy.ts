import { Injectable, signal } from '@angular/core';
import { keepSetting, readSetting } from './local-setting';

const KEY = 'ft.hide-payloads';

/**
 * Whether pages hide what jobs carry: prompts, payloads, results, keys, tags, metadata, bodies of callbacks, messages of
 * workers. Ids, types, states and times stay, what a list is filtered by, which stands in the address too, and the names
 * of saved views, which a person gave them. Kept in this browser, so that a shared screen can be prepared.
 */
@Injectable({ providedIn: 'root' })
export class PayloadPrivacy {
  private readonly hidden = signal(readSetting(KEY) === 'yes');

  readonly isHidden = this.hidden.asReadonly();

  hide(isHidden: boolean): void {
    this.hidden.set(isHidden);
    keepSetting(KEY, isHidden ? 'yes' : 'no');
  }
}

/** What stands in the place of something hidden. */
export const HIDDEN_TEXT = 'Hidden';
