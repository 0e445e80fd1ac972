import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import type { JobView } from '@fasttrack/contracts';
import { PROMPT_MAX_LENGTH } from '@fasttrack/contracts';
import type { Observable } from 'rxjs';
import { Subject, of } from 'rxjs';
import { aJob, aJobType, someStats } from '../../../../testing/a-job';
import { ApiProblem } from '../../../core/api-problem';
import { Connection } from '../../../core/connection';
import { JobTypesApi } from '../../../core/job-types-api';
import type { Submitted } from '../../../core/jobs-api';
import { JobsApi } from '../../../core/jobs-api';
import { ServiceApi } from '../../../core/service-api';
import { Toasts } from '../../../core/toasts';
import { Draft } from '../draft';
import { newDraft } from '../draft-job';
import { NewJob } from './new-job';

const ORDER = { type: 'object', required: ['n'], properties: { n: { type: 'integer', title: 'Number' } } };
const EITHER = {
  type: 'object',
  properties: {
    either: { anyOf: [{ type: 'number' }, { type: 'string' }] },
    day: { type: 'string', format: 'date' },
  },
};

describe('NewJob', () => {
  const submit = jest.fn();
  let answer: Subject<Submitted>;
  let earlier: Observable<JobView>;

  beforeEach(() => {
    sessionStorage.clear();
    answer = new Subject();
    submit.mockReset().mockImplementation(() => answer);
    earlier = of(aJob({ payload: { prompt: 'From an earlier job' }, priority: 2, expects: 'text' }));
    const get = () => earlier;
    const types = [aJobType(), aJobType({ name: 'order', title: 'Order', schema: ORDER, paused: true })];
    types.push(aJobType({ name: 'either', title: 'Either', schema: EITHER }));
    TestBed.configureTestingModule({
      providers: [
        provideRouter([
          { path: 'jobs/new', component: NewJob },
          { path: 'jobs', children: [] },
        ]),
        { provide: JobsApi, useValue: { submit, get, stats: () => of(someStats(3)), textOf: () => undefined } },
        { provide: JobTypesApi, useValue: { list: () => of(types) } },
        { provide: ServiceApi, useValue: { isSimulated: () => true } },
      ],
    });
  });

  async function open(url = '/jobs/new') {
    const harness = await RouterTestingHarness.create(url);
    const page = harness.routeNativeElement!;
    const box = page.querySelector('textarea')!;
    const write = (text: string): void => {
      box.value = text;
      box.dispatchEvent(new Event('input'));
      harness.detectChanges();
    };
    const send = async (): Promise<void> => {
      page.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }));
      await harness.fixture.whenStable();
    };
    return {
      harness,
      page,
      box,
      write,
      send,
      fault: () => page.querySelector('#payload-prompt-hint')?.textContent.trim() ?? '',
    };
  }

  it.each(['', '   ', 'x'.repeat(PROMPT_MAX_LENGTH + 1)])(
    'sends nothing and says why at the field (%#)',
    async (prompt) => {
      const { write, send, fault, box } = await open();
      write(prompt);
      await send();
      expect(submit).not.toHaveBeenCalled();
      expect(fault()).not.toBe('');
      expect(box.getAttribute('aria-invalid')).toBe('true');
      expect(document.activeElement).toBe(box);
      expect(TestBed.inject(Router).url).toBe('/jobs/new');
    },
  );

  it('says nothing about an untouched field', async () => {
    const { fault } = await open();
    expect(fault()).toBe('');
  });

  it('reads out that a field needs a fix, not each key of a prompt that is too long', async () => {
    const { page, write } = await open();
    const said = (): (string | undefined)[] =>
      [...page.querySelectorAll('form :is([role=alert], [role=status])')].map((region) => region.textContent.trim());
    expect(said()).toEqual(['']);
    write('x'.repeat(PROMPT_MAX_LENGTH + 1));
    const first = said();
    expect(first[0]).toContain('1 field needs a fix.');
    write('x'.repeat(PROMPT_MAX_LENGTH + 2));
    expect(said()).toEqual(first);
  });

  it('sends the draft, clears it and goes to the list', async () => {
    const { write, send } = await open();
    write('Say hello');
    await send();
    expect(submit).toHaveBeenCalledWith('{"prompt":"Say hello","priority":3,"expects":"json"}', '');
    expect(TestBed.inject(Router).url).toBe('/jobs');
    expect(TestBed.inject(Draft).isEmpty()).toBe(true);
  });

  it.each([{ ctrlKey: true }, { metaKey: true }])('submits with Enter and %p', async (keys) => {
    const { write, box, harness } = await open();
    write('Say hello');
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, ...keys }));
    await harness.fixture.whenStable();
    expect(submit).toHaveBeenCalledTimes(1);
  });

  it('cannot be sent while the backend is unreachable', async () => {
    const { write, send, page, harness } = await open();
    TestBed.inject(Connection).join().failed(undefined, undefined);
    write('Say hello');
    harness.detectChanges();
    expect(page.querySelector<HTMLButtonElement>('button[type=submit]')?.disabled).toBe(true);
    await send();
    expect(submit).not.toHaveBeenCalled();
  });

  it('shows what the server says at the field it means, until the field is changed', async () => {
    const first = await open();
    first.write('Say hello');
    await first.send();
    const fields = [{ pointer: '/prompt', detail: 'prompt is not to our taste' }];
    answer.error(new ApiProblem({ title: 'Bad Request', detail: 'bad', status: 400, fields, requestId: 'r-7' }));
    await first.harness.navigateByUrl('/jobs/new');
    const page = first.harness.routeNativeElement!;
    const box = page.querySelector('textarea')!;
    expect(box.value).toBe('Say hello');
    expect(page.querySelector('#payload-prompt-hint')?.textContent).toContain('not to our taste');
    expect(page.querySelector('ft-problem')?.textContent).toContain('r-7');
    box.value = 'Say good-bye';
    box.dispatchEvent(new Event('input'));
    first.harness.detectChanges();
    expect(page.querySelector('#payload-prompt-hint')?.textContent.trim()).toBe('');
  });

  it('starts from an earlier job', async () => {
    const { box, harness } = await open('/jobs/new?from=x');
    harness.detectChanges();
    expect(box.value).toBe('From an earlier job');
    expect(TestBed.inject(Draft).job()).toMatchObject({ priority: 2, expects: 'text' });
  });

  it('says later on that the draft began as a copy, and is emptied on demand', async () => {
    const first = await open('/jobs/new?from=x');
    await first.harness.navigateByUrl('/jobs');
    await first.harness.navigateByUrl('/jobs/new');
    const page = first.harness.routeNativeElement!;
    const origin = (): Element | null => page.querySelector('.origin');
    expect(origin()?.textContent).toContain('Draft of a duplicate of');
    expect(origin()?.querySelector('a')?.getAttribute('href')).toBe(`/jobs/${aJob().id}`);
    expect(page.querySelector('textarea')?.value).toBe('From an earlier job');
    origin()!.querySelector('button')!.click();
    await first.harness.fixture.whenStable();
    expect(origin()).toBeNull();
    expect(page.querySelector('textarea')?.value).toBe('');
    expect(document.activeElement).toBe(page.querySelector('textarea'));
    expect(TestBed.inject(Draft).isEmpty()).toBe(true);
  });

  describe('that was reset', () => {
    const toast = () => TestBed.inject(Toasts).shown().at(-1);
    const undo = async (): Promise<void> => {
      const offer = toast()?.offer;
      if (offer && 'run' in offer) offer.run();
      await TestBed.inject(ApplicationRef).whenStable();
    };

    it.each(['.origin button', '.reset'])('is brought back whole (%s)', async (button) => {
      const { page, box, harness } = await open('/jobs/new?from=x');
      await harness.fixture.whenStable();
      const before = TestBed.inject(Draft).job();
      page.querySelector<HTMLButtonElement>(button)!.click();
      await harness.fixture.whenStable();
      expect(box.value).toBe('');
      expect(toast()).toMatchObject({ text: 'Draft emptied.', offer: { label: 'Undo' } });
      await undo();
      expect(TestBed.inject(Draft).job()).toEqual(before);
      expect(box.value).toBe('From an earlier job');
      expect(page.querySelector('.origin')).not.toBeNull();
    });

    it('does not write over what was begun since', async () => {
      const { page, write, harness } = await open();
      write('My first words');
      page.querySelector<HTMLButtonElement>('.reset')!.click();
      await harness.fixture.whenStable();
      write('My own words');
      await undo();
      expect(TestBed.inject(Draft).job().payload).toContain('My own words');
      expect(toast()?.text).toBe('The draft is not brought back: another one was begun.');
    });
  });

  it('keeps what was written before the earlier job came', async () => {
    const late = new Subject<JobView>();
    earlier = late;
    const { write } = await open('/jobs/new?from=x');
    write('My own words');
    late.next(aJob({ payload: { prompt: 'From an earlier job' } }));
    expect(TestBed.inject(Draft).job().payload).toContain('My own words');
  });

  it('does not send what of a time is half written', async () => {
    const { page, write, send, harness } = await open();
    write('Say hello');
    const time = page.querySelector<HTMLInputElement>('#run-at')!;
    const isHalf = jest.spyOn(time.validity, 'badInput', 'get').mockReturnValue(true);
    time.dispatchEvent(new Event('blur'));
    await send();
    expect(submit).not.toHaveBeenCalled();
    expect(page.querySelector('#run-at-hint')?.textContent).toContain('Write a date and a time');
    isHalf.mockReturnValue(false);
    time.value = '2026-12-01T10:00';
    time.dispatchEvent(new Event('input'));
    harness.detectChanges();
    expect(page.querySelector('#run-at-hint')?.textContent).not.toContain('Write a date and a time');
  });

  it('sends the tag that is being written with Ctrl Enter', async () => {
    const { page, write, harness } = await open();
    write('Say hello');
    const tags = page.querySelector<HTMLInputElement>('#tags')!;
    tags.value = 'acme';
    tags.dispatchEvent(new Event('input'));
    tags.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    await harness.fixture.whenStable();
    expect(submit).toHaveBeenCalledWith(expect.stringContaining('"tags":["acme"]'), '');
    expect(TestBed.inject(Draft).job().tags).toEqual([]);
  });

  it('sends the type that it shows, whatever draft came up meanwhile', async () => {
    const { write, send, harness } = await open('/jobs/new?type=prompt');
    write('Say hello');
    TestBed.inject(Draft).put(newDraft('order'));
    harness.detectChanges();
    await send();
    expect(submit).toHaveBeenCalledWith('{"prompt":"Say hello","priority":3,"expects":"json"}', '');
  });

  describe('of another type', () => {
    it('is drawn from its schema, and its draft is its own', async () => {
      const { page, harness, write } = await open();
      write('Say hello');
      page.querySelector<HTMLInputElement>('input[type=radio][value=order]')?.dispatchEvent(new Event('change'));
      await harness.fixture.whenStable();
      expect(TestBed.inject(Router).url).toBe('/jobs/new?type=order');
      expect([...page.querySelectorAll('ft-payload-form label')].map((label) => label.textContent.trim())).toEqual([
        'Number',
      ]);
      await harness.navigateByUrl('/jobs/new?type=prompt');
      expect(page.querySelector('textarea')?.value).toBe('Say hello');
    });

    it('does not turn a number into a text while it is written', async () => {
      const { page, harness } = await open('/jobs/new?type=either');
      const box = page.querySelector<HTMLInputElement>('#payload-either')!;
      for (const text of ['1', '1.', '1.5']) {
        box.value = text;
        box.dispatchEvent(new Event('input'));
        await harness.fixture.whenStable();
        expect(page.querySelector('#payload-either')).toBe(box);
      }
      expect(TestBed.inject(Draft).job().payload).toContain('1.5');
      TestBed.inject(Draft).change({ payload: '{"either":"words"}' });
      await harness.fixture.whenStable();
      expect(page.querySelector('.variants .on')?.textContent.trim()).toBe('Text');
    });

    it('keeps what a field cannot show when it is only passed', async () => {
      const { page, harness } = await open('/jobs/new?type=either');
      TestBed.inject(Draft).change({ payload: '{"day":"some day"}' });
      await harness.fixture.whenStable();
      page.querySelector('#payload-day')!.dispatchEvent(new Event('blur'));
      expect(TestBed.inject(Draft).job().payload).toBe('{"day":"some day"}');
    });

    it('does not send half a day', async () => {
      const { page, harness, send } = await open('/jobs/new?type=either');
      const box = page.querySelector<HTMLInputElement>('#payload-day')!;
      jest.spyOn(box.validity, 'badInput', 'get').mockReturnValue(true);
      box.dispatchEvent(new Event('blur'));
      await harness.fixture.whenStable();
      await send();
      expect(submit).not.toHaveBeenCalled();
      expect(page.querySelector('ft-request-preview')?.textContent).toContain('What is not valid yet is not in it.');
      expect(page.querySelector('#payload-day-hint')?.textContent).toContain('Write a whole day, or none.');
    });

    it('says that it is paused', async () => {
      const { page } = await open();
      expect(page.querySelector('ft-type-cards')?.textContent).toContain('Paused');
    });

    it('sends a long number as it was written', async () => {
      const { page, harness, send } = await open('/jobs/new?type=order');
      const box = page.querySelector<HTMLInputElement>('#payload-n')!;
      box.value = '9007199254740993';
      box.dispatchEvent(new Event('input'));
      await harness.fixture.whenStable();
      await send();
      expect(submit).toHaveBeenCalledWith(expect.stringContaining('"payload":{"n":9007199254740993}'), '');
    });

    it('that is not there is said so, and another one is offered', async () => {
      const { page } = await open('/jobs/new?type=nothing');
      expect(page.textContent).toContain('There is no type nothing here.');
      expect(page.querySelector('textarea')).not.toBeNull();
    });
  });
});
