import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ApiKey } from './api-key';
import { Connection } from './connection';
import { JobsApi } from './jobs-api';
import { KeyCheck } from './key-check';
import { sendApiKey } from './send-api-key';

const REFUSED = { status: 401, statusText: 'Unauthorized' };

describe('sendApiKey', () => {
  let http: HttpTestingController;
  let key: ApiKey;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([sendApiKey])), provideHttpClientTesting()],
    });
    http = TestBed.inject(HttpTestingController);
    key = TestBed.inject(ApiKey);
  });
  afterEach(() => {
    http.verify();
    sessionStorage.clear();
  });

  const sentTo = (url: string): string | null => {
    const { request } = http.expectOne(url);
    return request.headers.get('Authorization');
  };

  it('puts the key on every call of the API, as it is at that time, and nothing before there is one', () => {
    const api = TestBed.inject(JobsApi);
    api.stats().subscribe();
    expect(sentTo('/api/stats')).toBeNull();
    key.use('a-key');
    api.stats().subscribe();
    expect(sentTo('/api/stats')).toBe('Bearer a-key');
    api.submit('{"prompt":"hello"}').subscribe();
    expect(sentTo('/api/jobs')).toBe('Bearer a-key');
    key.use('another');
    api.cancel('an-id').subscribe();
    expect(sentTo('/api/jobs/an-id/cancel')).toBe('Bearer another');
  });

  it.each(['/apiary', '/assets/x.json', 'https://elsewhere.example/api/jobs', '//elsewhere.example/api'])(
    'does not give the key to %s',
    (url) => {
      key.use('a-key');
      TestBed.inject(HttpClient).get(url).subscribe();
      expect(sentTo(url)).toBeNull();
    },
  );

  it('wants a key after 401, and calls the backend reachable', () => {
    TestBed.inject(JobsApi)
      .submit('{"prompt":"hello"}')
      .subscribe({ error: () => undefined });
    http.expectOne('/api/jobs').flush('', REFUSED);
    expect(key.wanted()).toBe('none');
    expect(TestBed.inject(Connection).isUnreachable()).toBe(false);
  });

  it.each([403, 404, 500, 503])('wants none after %d', (status) => {
    TestBed.inject(JobsApi)
      .stats()
      .subscribe({ error: () => undefined });
    http.expectOne('/api/stats').flush('', { status, statusText: 'Error' });
    expect(key.wanted()).toBeNull();
  });

  it('takes no offence at the late refusal of a key that was replaced meanwhile', () => {
    key.use('an-old-key');
    TestBed.inject(JobsApi)
      .stats()
      .subscribe({ error: () => undefined });
    key.use('a-new-key');
    http.expectOne('/api/stats').flush('', REFUSED);
    expect({ wanted: key.wanted(), value: key.value() }).toEqual({ wanted: null, value: 'a-new-key' });
  });

  it('leaves a key that is only tried alone, whatever comes of it', () => {
    key.use('a-key');
    const verdicts: unknown[] = [];
    const check = TestBed.inject(KeyCheck);
    check.try('tried').subscribe((problem) => verdicts.push(problem?.status ?? null));
    const request = http.expectOne('/api');
    expect(request.request.headers.get('Authorization')).toBe('Bearer tried');
    request.flush('', REFUSED);
    check.try('tried').subscribe((problem) => verdicts.push(problem?.status ?? null));
    http.expectOne('/api').flush('{}');
    expect(verdicts).toEqual([401, null]);
    expect({ wanted: key.wanted(), value: key.value() }).toEqual({ wanted: null, value: 'a-key' });
  });
});
