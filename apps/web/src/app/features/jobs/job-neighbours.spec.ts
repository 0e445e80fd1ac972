import { TestBed } from '@angular/core/testing';
import { JobNeighbours } from './job-neighbours';

describe('JobNeighbours', () => {
  beforeEach(() => {
    sessionStorage.clear();
  });

  it('knows the jobs around one, at the ends too, and after a reload', () => {
    TestBed.inject(JobNeighbours).remember({ ids: ['a', 'b', 'c'], total: '10,000+', query: { status: 'failed' } });
    TestBed.resetTestingModule();
    const neighbours = TestBed.inject(JobNeighbours);
    expect(neighbours.of('b')).toEqual({ previous: 'a', next: 'c', position: 2, total: '10,000+' });
    expect(neighbours.of('a')).toMatchObject({ previous: undefined, next: 'b' });
    expect(neighbours.of('c')).toMatchObject({ previous: 'b', next: undefined });
    expect(neighbours.of('d')).toBeUndefined();
    expect(neighbours.query()).toEqual({ status: 'failed' });
  });

  it.each(['{', 'null', '{"ids":7}', '{"ids":[7],"query":{"a":7}}'])('begins with nothing from %p', (text) => {
    sessionStorage.setItem('ft.neighbours', text);
    const neighbours = TestBed.inject(JobNeighbours);
    expect(neighbours.of('a')).toBeUndefined();
    expect(neighbours.query()).toEqual({});
  });
});
