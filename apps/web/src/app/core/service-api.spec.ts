import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ApiKey } from './api-key';
import { Connection } from './connection';
import { ServiceApi } from './service-api';

const SERVICE = {
  name: 'Fast Track',
  version: '0.1.0',
  environment: 'development',
  storage: 'embedded',
  hallucinate: true,
  executors: { prompt: 'simulated', email: 'pull' },
  links: { docs: '/docs', openapi: '/openapi.json', health: '/health', jobs: '/jobs' },
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

  it('offers the reference until it is closed, or needs a key that no address can carry', () => {
    expect(service.hasReference()).toBe(true);
    http.expectOne('/api').flush(JSON.stringify(SERVICE));
    expect(service.hasReference()).toBe(true);
    TestBed.inject(ApiKey).use('a-key');
    expect(service.hasReference()).toBe(false);
    TestBed.inject(ApiKey).forget();
    TestBed.inject(Connection).tryNow();
    http.expectOne('/api').flush(JSON.stringify({ ...SERVICE, links: { health: '/health', jobs: '/jobs' } }));
    expect(service.hasReference()).toBe(false);
  });

  it('asks again when a key was given', () => {
    http.expectOne('/api').flush('', { status: 401, statusText: 'Unauthorized' });
    const apiKey = TestBed.inject(ApiKey);
    apiKey.refused(null);
    http.expectNone('/api');
    apiKey.use('a-key');
    http.expectOne('/api').flush(JSON.stringify(SERVICE));
    expect(service.service()?.version).toBe('0.1.0');
    apiKey.forget();
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
