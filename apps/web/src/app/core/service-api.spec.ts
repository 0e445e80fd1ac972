import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Connection } from './connection';
import { ServiceApi } from './service-api';

const SERVICE = {
  name: 'Fast Track',
  version: '0.1.0',
  environment: 'development',
  storage: 'embedded',
  hallucinate: true,
  executors: { prompt: 'simulated', email: 'pull' },
  links: {},
};

describe('ServiceApi', () => {
  let http: HttpTestingController;
  let service: ServiceApi;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    service = TestBed.inject(ServiceApi);
    TestBed.tick();
  });

  it('knows which types are simulated once the backend has answered', () => {
    expect(service.isSimulated('prompt')).toBe(false);
    http.expectOne('/api').flush(JSON.stringify(SERVICE));
    expect(service.isSimulated('prompt')).toBe(true);
    expect(service.isSimulated('email')).toBe(false);
    expect(service.isSimulated('constructor')).toBe(false);
    expect(service.canHallucinate()).toBe(true);
  });

  it('asks again when the backend is back, and survives failures and wrong shapes', () => {
    http.expectOne('/api').flush('[]');
    expect(service.service()).toBeUndefined();
    const poll = TestBed.inject(Connection).join();
    poll.failed(undefined, undefined);
    TestBed.tick();
    poll.answered();
    TestBed.tick();
    http.expectOne('/api').flush('', { status: 500, statusText: 'Error' });
    TestBed.inject(Connection).tryNow();
    http.expectOne('/api').flush(JSON.stringify(SERVICE));
    expect(service.service()?.version).toBe('0.1.0');
  });
});
