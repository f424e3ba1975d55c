import { describe, expect, it } from '@jest/globals';
import type { Municipality } from '@app/domain';
import type { ClosingDay } from '@app/workflow';
import { closingList } from './closing-list.js';

const closing = (municipality: string, day: string): ClosingDay => ({
  ...{ municipality, day, yearly: day.length === 5, by: null, at: null },
});
const known = new Map(
  [
    ['110001', 'Andria'],
    ['110009', 'Trani'],
    ['040012', 'Forlì'],
  ].map(([istat, name]) => [istat!, { istat, name } as Municipality]),
);
const all = [
  closing('110001', '09-16'),
  closing('110001', '2022-03-16'),
  closing('110009', '05-02'),
  closing('040012', '03-16'),
];
const shown = (asked: Readonly<Record<string, unknown>>, closings = all) =>
  closingList(closings, known, asked).closings.map(({ name, text }) => `${name} ${text}`);

describe('the list of closing days', () => {
  it('holds them all, those of every year in words', () => {
    expect(shown({})).toEqual([
      'Andria 16/09 di ogni anno',
      'Andria 16/03/2022',
      'Trani 02/05 di ogni anno',
      'Forlì 16/03 di ogni anno',
    ]);
  });

  it('is narrowed to Wednesday 16 March 2022: who closes then, that year or every year', () => {
    expect(shown({ giorno: '2022-03-16' })).toEqual([
      'Andria 16/03/2022',
      'Forlì 16/03 di ogni anno',
    ]);
    expect(shown({ giorno: '2023-03-16' })).toEqual(['Forlì 16/03 di ogni anno']);
    expect(shown({ giorno: '2022-03-17' })).toEqual([]);
    expect(shown({ giorno: '31/02' })).toHaveLength(4);
  });

  it('is searched by name, without regard to accents', () => {
    expect(shown({ nome: 'forli' })).toEqual(['Forlì 16/03 di ogni anno']);
  });

  it('has fifty a page, and keeps what was asked from page to page', () => {
    const many = Array.from({ length: 51 }, () => closing('110009', '05-02'));
    const list = closingList(many, known, { nome: 'tra', pagina: '2' });
    expect([list.closings.length, list.paging.previous, list.searchable]).toEqual([
      ...[1, '/calendario/chiusure?nome=tra', true],
    ]);
  });
});
