import { describe, expect, it } from '@jest/globals';
import { explainReading } from './readings.js';

describe('explainReading', () => {
  it('shows "31/06" as written, as understood, and who confirmed it', () => {
    const readings = [
      { asWritten: '31/06', readAs: '30/06', confirmedBy: 'Sezione Politiche Abitative' },
    ];
    expect(explainReading({ readings })).toEqual([
      '«31/06» nella lettera è letto come 30/06 (giugno ha 30 giorni); confermato da Sezione Politiche Abitative',
    ]);
  });

  it('has nothing to say of a survey without readings', () => {
    expect(explainReading({ readings: [] })).toEqual([]);
  });
});
