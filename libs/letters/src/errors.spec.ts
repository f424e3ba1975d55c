import { describe, expect, it } from '@jest/globals';
import { LetterError, type LetterErrorCode } from './errors.js';

describe('why a letter can’t be written', () => {
  it.each<[LetterErrorCode, string, number | null, string, string, string]>([
    [
      'missing-part',
      'overdue',
      null,
      'firme',
      'nessun firmatario valido alla data della lettera',
      'Nessun firmatario valido alla data della lettera.',
    ],
    [
      'empty-placeholder',
      'opening/subject.hbs',
      1,
      'protocollo.aoo',
      'il segnaposto è vuoto',
      'Nel modello «nota di avvio» (oggetto, riga 1), «protocollo.aoo»: il segnaposto è vuoto.',
    ],
    [
      'empty-placeholder',
      '_partials/nulla.hbs',
      3,
      'oggettoNulla',
      'il segnaposto è vuoto',
      'Nella parte comune «nulla» (riga 3), «oggettoNulla»: il segnaposto è vuoto.',
    ],
    [
      'header-control',
      'dati',
      null,
      'comune.nome',
      'contiene caratteri di controllo',
      'Nei dati della lettera, «comune.nome»: contiene caratteri di controllo.',
    ],
    [
      'pdf',
      'formal-notice',
      null,
      'PDF/A-2a',
      'esportazione senza risultato.',
      'Nel modello «diffida», «PDF/A-2a»: esportazione senza risultato.',
    ],
  ])(
    'is a sentence without file names (%s, %s)',
    (code, template, line, name, reason, expected) => {
      expect(new LetterError(code, { template, line, name }, reason).sentence).toBe(expected);
    },
  );
});
