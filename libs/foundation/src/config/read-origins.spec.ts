import { readOrigins } from './read-origins';

function faultsOf(value: string, isProduction = false): readonly string[] {
  const faults: string[] = [];
  readOrigins(value, isProduction, faults);
  return faults;
}

describe('readOrigins', () => {
  it('takes none, one and several', () => {
    expect(readOrigins(undefined, true, [])).toEqual([]);
    expect(readOrigins('https://a.example', true, [])).toEqual(['https://a.example']);
    expect(readOrigins(' http://localhost:5173 , https://a.example:8443', true, [])).toEqual([
      'http://localhost:5173',
      'https://a.example:8443',
    ]);
  });

  it('takes everybody outside production, alone', () => {
    expect(readOrigins('*', false, [])).toEqual(['*']);
    expect(faultsOf('*', true)).toEqual([expect.stringContaining('every page of the web')]);
    expect(faultsOf('*,https://a.example')).toEqual([expect.stringContaining('no others beside it')]);
  });

  it.each(['', 'a.example', 'localhost:5173', 'ftp://a.example', 'null', 'https://', 'https://*.example.org'])(
    'refuses "%s", which no browser sends as the origin of a page',
    (text) => {
      expect(faultsOf(`https://a.example,${text}`)).toEqual([expect.stringMatching(/^CORS_ORIGINS: entry 2 is not/)]);
    },
  );

  it.each([
    ['https://a.example/', 'https://a.example'],
    ['https://a.example/app', 'https://a.example'],
    ['https://A.example', 'https://a.example'],
    ['https://a.example:443', 'https://a.example'],
    ['https://me:secret@a.example', 'https://a.example'],
  ])('says how browsers write %s', (text, origin) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(new RegExp(`as browsers send it: ${origin}$`))]);
  });
});
