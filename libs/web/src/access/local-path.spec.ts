import { describe, expect, it } from '@jest/globals';
import { localPath } from './local-path.js';

describe('where to go after signing in', () => {
  it.each([
    ['/piano?da=2022-03-01', '/piano?da=2022-03-01'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
  ])('takes %s as %s', (text, expected) => expect(localPath(text)).toBe(expected));
});
