import { describe, expect, it } from '@jest/globals';
import { oneOf, pageNumber, paging, queryText, withQuery } from './paging.js';

describe('a list in pages', () => {
  it('says where one stands and keeps the filters in its links', () => {
    expect(paging(120, 2, 50, '/invii', { stato: 'failed' })).toEqual({
      page: 2,
      pages: 3,
      total: 120,
      first: 51,
      last: 100,
      previous: '/invii?stato=failed',
      next: '/invii?stato=failed&pagina=3',
    });
  });

  it('shows the last page when a later one is asked for, and one page when nothing matches', () => {
    expect(paging(120, 9, 50, '/invii', {})).toMatchObject({ page: 3, last: 120, next: null });
    expect(paging(0, 1, 50, '/invii', {})).toMatchObject({ page: 1, pages: 1, first: 0, last: 0 });
  });

  it.each([
    ['2', 2],
    ['0', 1],
    ['-1', 1],
    ['1e3', 1],
    [undefined, 1],
    [['2'], 1],
  ])('reads the page %p as %d', (text, page) => expect(pageNumber(text)).toBe(page));

  it('leaves empty filters out of the address, and takes only values that it knows', () => {
    expect(withQuery('/matrice', { q: '', stato: 'è & é' })).toBe(
      '/matrice?stato=%C3%A8+%26+%C3%A9',
    );
    expect(queryText('  ')).toBeUndefined();
    expect(oneOf('x', ['a', 'b'])).toBeUndefined();
  });
});
