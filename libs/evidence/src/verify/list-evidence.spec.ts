import { describe, expect, it } from '@jest/globals';
import { sha256 } from '../digest.js';
import { ACCEPTANCE, DELIVERY, LETTER, sampleInput } from '../testing/sample.js';
import { writeEvidence } from '../write/write-evidence.js';
import { listEvidence } from './list-evidence.js';

describe('what is inside an evidence file', () => {
  it('names every message in the order of time, the letters, and the other files', async () => {
    const zip = await writeEvidence(sampleInput());
    const list = listEvidence(zip);
    expect(list.messages.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining([
        'Lettera inviata',
        'Ricevuta di accettazione',
        'Ricevuta di avvenuta consegna',
      ]),
    );
    expect(list.messages.map((one) => one.sha256).toSorted()).toEqual(
      [ACCEPTANCE, DELIVERY, LETTER].map((raw) => sha256(raw)).toSorted(),
    );
    const times = list.messages.map(({ at }) => at ?? '');
    expect(times).toEqual(times.toSorted());
    expect(list.others.map(({ name }) => name)).toContain('COME-VERIFICARE.txt');
    expect(list).toMatchObject({ bytes: zip.length, facts: 5 });
    expect(list.missing).toHaveLength(1);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['no archive', Buffer.from('PK no')],
  ])('is asked of an evidence file only: %s', (_what, bytes) => {
    expect(() => listEvidence(bytes)).toThrow(expect.objectContaining({ code: 'not-evidence' }));
  });
});
