import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  Injector,
  input,
  linkedSignal,
} from '@angular/core';
import { CopyButton } from '../copy-button';
import { Icon } from '../icon';
import { parseJson } from '../json-viewer/json-parse';
import { byteLength, bytesText } from './byte-size';
import { placeOf } from './fault-place';
import { pieceViewOf } from './piece-view';
import { pieceAt, piecesOf, sectionsOf, STEP, stepAfter } from './text-lines';
import type { TextSection } from './text-lines';

/**
 * A text as it came, line by line, never as HTML; what cannot be seen is drawn. When JSON was expected it shows where the
 * text stops being that. Long texts are shown in steps.
 */
@Component({
  selector: 'ft-raw-text',
  imports: [CopyButton, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './raw-text.html',
  styleUrl: './raw-text.scss',
})
export class RawText {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly injector = inject(Injector);

  readonly text = input.required<string>();
  readonly isJsonExpected = input(false);

  private readonly pieces = computed(() => piecesOf(this.text()));
  private readonly shownTo = linkedSignal(() => stepAfter(this.pieces(), 0));
  private readonly faultPiece = computed(() => {
    const place = this.place();
    return place ? pieceAt(this.pieces(), place.offset) : null;
  });
  protected readonly size = computed(() => bytesText(byteLength(this.text())));
  protected readonly place = computed(() => {
    const { fault } = this.isJsonExpected() ? parseJson(this.text()) : { fault: null };
    return fault && placeOf(this.text(), fault);
  });
  protected readonly sections = computed(() => {
    const fault = this.faultPiece();
    const at = fault === null ? null : this.pieces()[fault];
    return sectionsOf(this.pieces(), this.shownTo(), fault).map((section) =>
      section.kind === 'hidden'
        ? { ...section, words: hiddenWords(section) }
        : { ...section, pieces: section.pieces.map((piece) => pieceViewOf(piece, at === piece ? this.place() : null)) },
    );
  });

  protected showMore(): void {
    this.shownTo.update((shownTo) => stepAfter(this.pieces(), shownTo));
  }

  /** Brings the fault into the middle of the screen and puts the focus there. */
  goToFault(): void {
    afterNextRender(
      () => {
        const line = this.host.nativeElement.querySelector<HTMLElement>('.err');
        line?.scrollIntoView({ block: 'center' });
        line?.focus({ preventScroll: true });
      },
      { injector: this.injector },
    );
  }
}

function hiddenWords({ lines, characters }: Extract<TextSection, { kind: 'hidden' }>): string {
  if (lines < 2) return `Show more: ${characters.toLocaleString('en')} characters are left out`;
  return `Show ${Math.min(STEP.lines, lines)} more of ${lines.toLocaleString('en')} lines`;
}
