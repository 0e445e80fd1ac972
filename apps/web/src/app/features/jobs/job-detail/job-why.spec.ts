import { TestBed } from '@angular/core/testing';
import type { JobView } from '@fasttrack/contracts';
import { aJob } from '../../../../testing/a-job';
import { PayloadPrivacy } from '../../../core/payload-privacy';
import { ServiceApi } from '../../../core/service-api';
import { JobWhy } from './job-why';

const error = { code: 'rate_limited', message: 'Slow down, "ada@example.org"', retryable: true } as const;

describe('why a job is where it is, while payloads are hidden', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [{ provide: ServiceApi, useValue: { service: () => undefined } }] });
  });
  afterEach(() => {
    localStorage.clear();
  });

  /** What it says with payloads shown, and with them hidden. */
  function said(job: JobView): readonly string[] {
    const fixture = TestBed.createComponent(JobWhy);
    fixture.componentRef.setInput('job', job);
    return [false, true].map((isHidden) => {
      TestBed.inject(PayloadPrivacy).hide(isHidden);
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).innerHTML.replace(/<!--.*?-->/g, '').replace(/\s+/g, ' ');
    });
  }

  it('keeps what the last run failed of to itself', () => {
    const [shown, hidden] = said(aJob({ attempts: 1, error, waitingFor: { reason: 'backoff' } }));
    expect(shown).toContain('The last run failed: Slow down, "ada@example.org".');
    expect(hidden).toContain('The last run failed: Hidden.');
    expect(hidden).not.toContain('ada');
  });

  it('keeps what a target answered to itself', () => {
    const [shown, hidden] = said(aJob({ error, waitingFor: { reason: 'target', message: error.message } }));
    expect(shown).toContain('Slow down, "ada@example.org".');
    expect(hidden).toContain('Hidden.');
    expect(hidden).not.toContain('ada');
  });

  it('keeps the character of a result where parsing stopped to itself', () => {
    const job = aJob({ status: 'COMPLETED', result: '{"a": @}', resultValid: false });
    const [shown, hidden] = said(job);
    expect(shown).toContain('@');
    expect(hidden).toContain('another character.');
    expect(hidden).not.toContain('@');
  });
});
