import { HttpEventType, provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import type { DestroyableInjector } from '@angular/core';
import { Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApiKey } from '../../../../core/api-key';
import { JobExport } from './job-export';

const URL_OF_FILE = 'blob:fasttrack/1';

describe('JobExport', () => {
  let http: HttpTestingController;
  let injector: DestroyableInjector;
  let files: JobExport;
  let saved: { readonly href: string; readonly name: string }[];
  const revoke = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    saved = [];
    Object.assign(URL, { createObjectURL: () => URL_OF_FILE, revokeObjectURL: revoke });
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ href: this.href, name: this.download });
    });
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    injector = Injector.create({ parent: TestBed.inject(Injector), providers: [{ provide: JobExport }] });
    files = injector.get(JobExport);
    TestBed.inject(ApiKey).use('key-of-the-shop');
  });
  afterEach(() => {
    http.verify();
    TestBed.inject(ApiKey).forget();
    jest.useRealTimers();
    jest.restoreAllMocks();
    revoke.mockReset();
  });

  it('leads the browser to the file of a filter as long as no key is needed', () => {
    TestBed.inject(ApiKey).forget();
    files.start('csv', {});
    files.start('json', { status: 'FAILED', tag: 'a b' });
    expect(saved).toEqual([
      { href: 'http://localhost/api/jobs/export?format=csv', name: '' },
      { href: 'http://localhost/api/jobs/export?format=json&status=failed&tag=a+b', name: '' },
    ]);
    expect(files.loadedBytes()).toBeUndefined();
  });

  it('says how much has come, then hands the file over under the name that the backend gave it', () => {
    files.start('csv', { tag: 'acme' });
    expect(files.loadedBytes()).toBe(0);
    const request = http.expectOne('/api/jobs/export?format=csv&tag=acme');
    request.event({ type: HttpEventType.DownloadProgress, loaded: 2_000_000 });
    expect(files.loadedBytes()).toBe(2_000_000);
    request.flush(new Blob(['id']), {
      headers: { 'content-disposition': 'attachment; filename="jobs-2026-11-26.csv"' },
    });
    expect(files.loadedBytes()).toBeUndefined();
    expect(saved).toEqual([{ href: URL_OF_FILE, name: 'jobs-2026-11-26.csv' }]);
    jest.runAllTimers();
    expect(revoke).toHaveBeenCalledWith(URL_OF_FILE);
  });

  it('has a name for a file that comes without one', () => {
    files.start('json', {});
    http.expectOne('/api/jobs/export?format=json').flush(new Blob(['[]']));
    expect(saved.map(({ name }) => name)).toEqual(['fasttrack-jobs.json']);
  });

  it('says why no file came, until that is dismissed or tried again', async () => {
    const refuse = async (): Promise<void> => {
      const reason = JSON.stringify({ title: 'Internal', detail: 'The store is busy.', requestId: 'req-4' });
      const file = Object.assign(new Blob([reason]), { text: () => Promise.resolve(reason) });
      http.expectOne('/api/jobs/export?format=csv').flush(file, { status: 500, statusText: 'Internal' });
      await jest.advanceTimersByTimeAsync(0);
    };
    files.start('csv', {});
    await refuse();
    expect(files.problem()).toMatchObject({ status: 500, detail: 'The store is busy.', requestId: 'req-4' });
    expect(files.loadedBytes()).toBeUndefined();
    files.dismissProblem();
    expect(files.problem()).toBeUndefined();
    files.start('csv', {});
    await refuse();
    files.start('csv', {});
    expect(files.problem()).toBeUndefined();
    http.expectOne('/api/jobs/export?format=csv').flush(new Blob());
    expect(saved).toHaveLength(1);
  });

  it('fetches one file at a time, and none for a page that is left', () => {
    files.start('csv', {});
    const first = http.expectOne('/api/jobs/export?format=csv');
    files.start('json', {});
    expect(first.cancelled).toBe(true);
    const second = http.expectOne('/api/jobs/export?format=json');
    injector.destroy();
    expect(second.cancelled).toBe(true);
    expect(saved).toEqual([]);
  });

  it('can be stopped', () => {
    files.start('csv', {});
    files.stop();
    expect(http.expectOne('/api/jobs/export?format=csv').cancelled).toBe(true);
    expect(files.loadedBytes()).toBeUndefined();
  });
});
