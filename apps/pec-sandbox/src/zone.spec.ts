import { describe, expect, it } from '@jest/globals';
import { romeEpoch, romeTime } from './zone.js';

describe('local time in Rome', () => {
  it.each([
    [
      'the last second of winter time, Sunday 27 March 2022',
      Date.UTC(2022, 2, 27, 0, 59, 59),
      '01:59:59 +0100',
    ],
    ['the first of summer time', Date.UTC(2022, 2, 27, 1), '03:00:00 +0200'],
    [
      'the last second of summer time, Sunday 30 October 2022',
      Date.UTC(2022, 9, 30, 0, 59, 59),
      '02:59:59 +0200',
    ],
    ['the first of winter time', Date.UTC(2022, 9, 30, 1), '02:00:00 +0100'],
  ])('%s', (_name, at, shown) => {
    const { time, zone } = romeTime(at);
    expect(`${time} ${zone}`).toBe(shown);
  });

  it('shows the local day around midnight: 23:30 UTC on 31 December is already 1 January', () => {
    const at = romeTime(Date.UTC(2021, 11, 31, 23, 30));
    expect(at.day).toBe('01/01/2022');
    expect(at.header).toBe('Sat, 01 Jan 2022 00:30:00 +0100');
  });

  it('comes back from wall-clock time, in winter and in summer', () => {
    expect(romeEpoch('2022-02-14', '09:00')).toBe(Date.UTC(2022, 1, 14, 8));
    expect(romeEpoch('2022-08-16', '09:00:30')).toBe(Date.UTC(2022, 7, 16, 7, 0, 30));
    expect(romeEpoch('2022-03-27', '03:00')).toBe(Date.UTC(2022, 2, 27, 1));
    expect(romeEpoch('2022-10-30', '03:00')).toBe(Date.UTC(2022, 9, 30, 2));
  });
});
