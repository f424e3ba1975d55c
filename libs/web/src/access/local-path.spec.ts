import { describe, expect, it } from '@jest/globals';
import { localPath } from './local-path.js';

describe('where to go after signing in', () => {
  it.each([
    ['/piano?da=2022-03-01', '/piano?da=2022-03-01'],
    ['/', '/'],
    ['/piano#oggi', '/piano#oggi'],
    ['/comuni/110001/../110002', '/comuni/110002'],
    ['/cerca?q=//evil.example', '/cerca?q=//evil.example'],
    ['/cerca?q=perché', '/cerca?q=perch%C3%A9'],
    // A browser would read these as another host, at once or after resolving what is in them.
    ['//evil.example', '/'],
    ['///evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/./\\evil.example', '/'],
    ['/..//evil.example', '/'],
    ['/a/..//evil.example', '/'],
    ['/a/../..//evil.example', '/'],
    ['/%2e//evil.example', '/'],
    ['/%2E%2e//evil.example', '/'],
    ['/a/%2e%2e//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\\/evil.example', '/'],
    ['\\\\evil.example', '/'],
    ['\\/evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/\n/evil.example', '/'],
    ['/\r\n/evil.example', '/'],
    ['\t//evil.example', '/'],
    [' //evil.example', '/'],
    ['/.\t//evil.example', '/'],
    ['https://evil.example', '/'],
    ['https:evil.example', '/'],
    ['http:/evil.example', '/'],
    ['//qui.invalid/piano', '/'],
    ['javascript:alert(1)', '/'],
    ['data:text/html,x', '/'],
    ['evil.example', '/'],
    ['?a=1', '/'],
    ['', '/'],
    // Not hosts, but paths of ours that do not exist.
    ['/%2e%2e%2fevil.example', '/%2e%2e%2fevil.example'],
    ['/%2e%2e/evil.example', '/evil.example'],
    ['/ /evil.example', '/%20/evil.example'],
    ['/／evil.example', '/%EF%BC%8Fevil.example'],
    ['/⁄⁄evil.example', '/%E2%81%84%E2%81%84evil.example'],
    ['/@evil.example', '/@evil.example'],
    [`/${'a'.repeat(3_000)}`, '/'],
    [undefined, '/'],
    [null, '/'],
    [{ toString: () => '/piano' }, '/'],
    [['/a', '/b'], '/'],
  ])('takes %j as %s', (text, expected) => {
    expect(localPath(text)).toBe(expected);
    // Whatever it is given: read again it is the same, and the browser stays.
    expect(localPath(expected)).toBe(expected);
    expect(new URL(`/sollecito${expected}`, 'https://ente.example').href).toMatch(
      /^https:\/\/ente\.example\/sollecito\//,
    );
  });
});
