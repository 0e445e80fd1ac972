import type { ElementRef } from '@angular/core';
import { ChangeDetectionStrategy, Component, input, output, signal, viewChild } from '@angular/core';
import { Icon } from '../../../shared/icon';
import { FieldFrame } from '../payload-form/field-frame';
import { isTooLongTag } from './settings-faults';

/** Words to find a job by: Enter, a comma or leaving the field makes one, Backspace in an empty field takes the last one back. */
@Component({
  selector: 'ft-tags-field',
  imports: [FieldFrame, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ft-field-frame fieldId="tags" label="Tags" [isRequired]="false" [fault]="fault() ?? null">
      <div class="inp" [class.err]="fault()">
        @for (tag of tags(); track tag) {
          <span class="tag" [class.bad]="isTooLong(tag)">
            <span class="cut">{{ tag }}</span>
            <button type="button" [attr.aria-label]="'Remove the tag ' + tag" (click)="remove(tag)">
              <ft-icon name="x" />
            </button>
          </span>
        }
        <input
          #box
          id="tags"
          placeholder="Add a tag"
          autocomplete="off"
          aria-describedby="tags-hint"
          [attr.aria-invalid]="fault() !== undefined"
          [value]="word()"
          (input)="word.set(box.value)"
          (keydown)="hear($event)"
          (blur)="take()"
        />
      </div>
    </ft-field-frame>
  `,
  styles: `
    .inp {
      display: flex;
      flex-wrap: wrap;
      gap: 5px;
      padding: 5px 8px;
    }
    .inp:focus-within {
      border-color: var(--primary);
      box-shadow: inset 0 0 0 1px var(--primary);
    }
    input {
      flex: 1;
      min-inline-size: 88px;
      min-block-size: 26px;
      border: 0;
      background: none;
      font: inherit;
      color: inherit;
    }
    input:focus-visible {
      outline: none;
    }
    input::placeholder {
      color: var(--ink-3);
      opacity: 1;
    }
    .tag {
      display: inline-flex;
      align-items: center;
      gap: 2px;
      max-inline-size: 100%;
      block-size: 26px;
      padding-inline: 8px 0;
    }
    .tag.bad {
      background: var(--bad-bg);
      color: var(--bad);
    }
    .tag button {
      display: grid;
      place-items: center;
      inline-size: 24px;
      block-size: 24px;
      border-radius: var(--r-s);
      --icon: 12px;
    }
    .tag button:hover {
      background: var(--hover);
    }
  `,
})
export class TagsField {
  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');

  readonly tags = input.required<readonly string[]>();
  readonly fault = input<string>();
  readonly changed = output<readonly string[]>();

  protected readonly word = signal('');
  protected readonly isTooLong = isTooLongTag;

  protected hear(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.ctrlKey || event.metaKey) {
      // It sends the form: the word goes with this job, not with the next one.
      if (event.key === 'Enter') this.take();
    } else if ((event.key === 'Enter' && this.word().trim() !== '') || event.key === ',') {
      event.preventDefault();
      this.take();
    } else if (event.key === 'Backspace' && this.word() === '') {
      this.changed.emit(this.tags().slice(0, -1));
    }
  }

  /** What was pasted with commas is several tags. One that is there already is not added again. */
  protected take(): void {
    const words = this.word()
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    this.word.set('');
    if (words.length > 0) this.changed.emit([...new Set([...this.tags(), ...words])]);
  }

  protected remove(tag: string): void {
    this.changed.emit(this.tags().filter((one) => one !== tag));
    this.box().nativeElement.focus();
  }
}
