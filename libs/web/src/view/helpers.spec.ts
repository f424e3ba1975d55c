import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { VIEWS } from '../http/views.js';
import { formatNumber, helpersWith, momentText, percentText } from './helpers.js';

describe('what pages write', () => {
  it('tells a moment by the clock of Rome, in winter and in summer', () => {
    expect(momentText('2022-02-14T08:00:00.000Z' as Instant)).toBe('14/02/2022 09:00');
    expect(momentText('2022-07-31T22:30:00.000Z' as Instant)).toBe('01/08/2022 00:30');
  });

  it.each([
    [0, '0'],
    [999, '999'],
    [7900, '7.900'],
    [1234567, '1.234.567'],
  ])('groups the digits of %d', (n, text) => expect(formatNumber(n)).toBe(text));

  it.each([
    [1, '100 %'],
    [0.625, '62,5 %'],
    [0, '0 %'],
    [null, '—'],
  ])('writes the share %s as %s', (share, text) => expect(percentText(share)).toBe(text));
});

describe('the pages’ templates', () => {
  const files = readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.hbs'),
  );
  const helpers = Object.keys(helpersWith({ url: (name: string) => name } as never));
  const bare = new RegExp(`{{(?:${helpers.join('|')})}}`, 'g');

  it.each(files)(
    '%s asks for no value by the name of a helper: {{this.number}}, not {{number}}',
    (name) => {
      expect(readFileSync(join(VIEWS, name), 'utf8').match(bare) ?? []).toEqual([]);
    },
  );
});
