import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiProblem } from '../core/api-problem';
import { ProblemPanel } from './problem-panel';

@Component({
  imports: [ProblemPanel],
  template: `
    <ft-problem [problem]="problem" [canRetry]="true" [canDismiss]="true">
      <button type="button">Edit and send again</button>
    </ft-problem>
  `,
})
class Page {
  protected readonly problem = new ApiProblem({ title: 'No', detail: 'Not now.', status: 503 });
}

describe('ProblemPanel', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([
    ['in the upper corner of a phone', true, ['Dismiss', 'Edit and send again', 'Try again']],
    ['at the end of the line elsewhere', false, ['Edit and send again', 'Try again', 'Dismiss']],
  ])('has its cross where keys come to it as eyes do: %s', (_, isPhone, names) => {
    const media = Object.assign(new EventTarget(), { matches: isPhone });
    jest.spyOn(window, 'matchMedia').mockReturnValue(media as unknown as MediaQueryList);
    const fixture = TestBed.createComponent(Page);
    fixture.detectChanges();
    const buttons = [...(fixture.nativeElement as HTMLElement).querySelectorAll('button')];
    expect(buttons.map((button) => button.ariaLabel ?? button.textContent.trim())).toEqual(names);
  });
});
