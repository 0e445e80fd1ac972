import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { JobView } from '@fasttrack/contracts';
import { JsonViewer } from '../../../shared/json-viewer/json-viewer';
import { RawText } from '../../../shared/raw-text/raw-text';
import { isFinal } from './job-state';
import { resultViewOf } from './result-view';

/** The result of a job: a tree when it is JSON, else the text as it came with the place where it stops being JSON. */
@Component({
  selector: 'ft-job-result',
  imports: [JsonViewer, RawText],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @let result = view();
    @switch (result.kind) {
      @case ('none') {
        <p class="mut none">{{ noResult() }}</p>
      }
      @case ('json') {
        @if (result.raw !== null) {
          <div class="how">
            <div class="seg" role="group" aria-label="Show the result as">
              <button type="button" [class.on]="!isText()" [attr.aria-pressed]="!isText()" (click)="isText.set(false)">
                Tree
              </button>
              <button type="button" [class.on]="isText()" [attr.aria-pressed]="isText()" (click)="isText.set(true)">
                Text as it came
              </button>
            </div>
          </div>
        }
        @if (result.raw !== null && isText()) {
          <ft-raw-text [text]="result.raw" />
        } @else {
          <ft-json-viewer [text]="result.text" name="Result" />
        }
      }
      @case ('text') {
        <ft-raw-text [text]="result.text" />
      }
      @case ('malformed') {
        <ft-raw-text [text]="result.text" [isJsonExpected]="true" />
      }
    }
  `,
  styles: `
    .none {
      padding: 16px;
      font-size: 13px;
    }
    .how {
      padding: 10px 16px 0;
    }
  `,
})
export class JobResult {
  readonly job = input.required<JobView>();
  readonly wireText = input<string>();

  protected readonly isText = signal(false);
  protected readonly view = computed(() => resultViewOf(this.job(), this.wireText()));
  protected readonly noResult = computed(() => {
    const { status } = this.job();
    return isFinal(status) ? 'This job ended without a result.' : 'No result yet. It appears here by itself.';
  });
}
