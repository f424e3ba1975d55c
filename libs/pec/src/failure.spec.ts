import { describe, expect, it } from '@jest/globals';
import { failureOf } from './failure.js';
import { isTwentyFourHourNotice } from './notice.js';

describe('a failure is classed by the leading code of errore-esteso', () => {
  it.each([
    ['no-dest', '5.1.1 - casella inesistente', '5.1.1', 'fix-address'],
    ['altro', '5.1.1 - ARUBA PEC S.p.A. - indirizzo non valido', '5.1.1', 'fix-address'],
    ['no-dominio', '5.1.2 - dominio inesistente', '5.1.2', 'fix-address'],
    ['altro', '5.2.2 - Gestore - casella piena', '5.2.2', 'retry-later'],
    ['altro', '5.4.1 - superamento del tempo massimo', '5.4.1', 'other-channel'],
    ['virus', '5.5.1 - messaggio con virus', '5.5.1', 'look'],
    ['altro', '5.7.1 - rifiutato', '5.7.1', 'look'],
    ['altro', 'smtp; 550 5.1.1 user unknown', '5.1.1', 'fix-address'],
    ['no-dest', '', 'no-dest', 'fix-address'],
    ['no-dominio', 'nessun dominio', 'no-dominio', 'fix-address'],
    ['virus', 'Eicar', 'virus', 'look'],
    ['altro', 'la casella del destinatario è piena', 'altro', 'retry-later'],
    ['altro', 'indirizzo inesistente su 192.5.1.1', 'altro', 'fix-address'],
    ['altro', 'motivo ignoto', 'altro', 'look'],
    ['nessuno', '', 'nessuno', 'look'],
  ])('errore="%s", %j', (attribute, detail, code, kind) => {
    expect(failureOf('delivery-failure', attribute, detail, true)).toEqual({
      code,
      class: kind,
      detail,
    });
  });
  it('is none on an acceptance or a delivery without error', () => {
    expect(failureOf('acceptance', 'nessuno', null, false)).toBeNull();
    expect(failureOf('delivery', 'nessuno', null, true)).toBeNull();
    expect(failureOf('delivery', null, null, true)).toBeNull();
  });
  it('of a provisional notice means: wait', () => {
    expect(failureOf('delivery-timeout-notice', 'altro', '5.4.1 - 12 ore', false)?.class).toBe(
      'retry-later',
    );
    expect(failureOf('delivery-timeout-notice', 'altro', '5.4.1 - 24 ore', true)?.class).toBe(
      'other-channel',
    );
  });
});

describe('the notice of 24 hours', () => {
  it.each([
    ['nelle ventiquattro ore successive', true],
    ['entro 24 ore', true],
    ['dopo 24h', true],
    ['(24)', true],
    ['nelle prime dodici ore', false],
    ['nelle prime 12 ore del 24/03/2022', false],
    ['inviato il 2022-03-24 alle 10:24:24', false],
    ['host 10.24.1.1', false],
    ['code 5.24.1', false],
  ])('by its text: %j', (detail, final) => {
    expect(isTwentyFourHourNotice({ at: null, detail })).toBe(final);
  });
  it('by its time: 22 hours after the acceptance, not a second less', () => {
    const acceptedAt = '2022-03-10T09:00:00.000Z';
    expect(
      isTwentyFourHourNotice({ at: '2022-03-11T07:00:00.000Z', detail: null }, { acceptedAt }),
    ).toBe(true);
    expect(
      isTwentyFourHourNotice({ at: '2022-03-11T06:59:59.000Z', detail: null }, { acceptedAt }),
    ).toBe(false);
  });
  it('by being the second, where a copy of the first is none', () => {
    const earlierNoticeAt = '2022-03-10T21:00:00.000Z';
    expect(
      isTwentyFourHourNotice({ at: '2022-03-11T08:00:00.000Z', detail: null }, { earlierNoticeAt }),
    ).toBe(true);
    expect(isTwentyFourHourNotice({ at: earlierNoticeAt, detail: null }, { earlierNoticeAt })).toBe(
      false,
    );
  });
});
