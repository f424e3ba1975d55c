import { describe, expect, it } from '@jest/globals';
import type { LocalDate } from '@app/domain';
import { consequence } from './replies.js';

const rounds = ['2021-12-31', '2022-06-30'] as LocalDate[];

describe('what a decision on a reply will do', () => {
  it('names every duty that a nil return answers', () => {
    const said = consequence({ municipality: '110006', kind: 'nil-return', rounds });
    expect(said).toContain('dati al 31/12/2021, dati al 30/06/2022');
  });

  it('says that a question changes no status', () => {
    expect(consequence({ municipality: '110006', kind: 'question', rounds })).toContain(
      'Lo stato non cambia',
    );
  });

  it.each([
    ['of nobody', { municipality: null, kind: 'nil-return', rounds }],
    ['about no round', { municipality: '110006', kind: 'nil-return', rounds: [] }],
  ] as const)('files a message %s', (_which, choice) => {
    expect(consequence(choice)).toContain('archiviato');
  });
});
