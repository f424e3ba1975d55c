import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { localDate } from '@app/domain';
import type { AlertRow, LetterHoldRow } from '@app/persistence';
import type { DigestInput } from './digest.js';
import { digestMessage } from './digest.js';
import { alertsMessage } from './words.js';

const NAMES: Readonly<Record<string, string>> = { '110001': 'Andria', '110009': 'Trani' };

function input(changes: Partial<DigestInput> = {}): DigestInput {
  return {
    day: localDate('2022-03-31'),
    changed: [],
    waiting: { heldReplies: 0, quarantined: 0, stoppedLetters: 0, inDoubt: 0 },
    letters: [],
    alerts: [],
    leaving: [],
    nameOf: (istat) => NAMES[istat] ?? istat,
    publicUrl: null,
    ...changes,
  };
}

const alert = (n: number): AlertRow => ({
  id: `failed/${n}`,
  kind: 'delivery-failed',
  message: 'Mancata consegna a comune@pec.it (5.2.2).',
  subject: 'push-erp/110001/2022-03-30',
  raisedAt: '2022-03-30T07:02:00.000Z' as Instant,
  closedAt: null,
  toldAt: null,
});

describe('the morning digest', () => {
  it('is silent when there is nothing to say', () => {
    expect(digestMessage(input())).toBeNull();
  });

  it('is silent about what the ladder does by itself', () => {
    const changed = [{ type: 'queued' as const, count: 3, municipalities: ['110001'] }];
    expect(digestMessage(input({ changed }))).toBeNull();
  });

  it('says what changed, what needs someone and what leaves today', () => {
    const message = digestMessage(
      input({
        changed: [
          { type: 'delivered', count: 1, municipalities: ['110009'] },
          { type: 'transmitted', count: 2, municipalities: ['110001', '110009'] },
        ],
        waiting: { heldReplies: 1, quarantined: 2, stoppedLetters: 0, inDoubt: 0 },
        alerts: [alert(1)],
        leaving: [
          { municipality: 'Andria', rung: 'ultimo avviso', toDo: [] },
          { municipality: 'Trani', rung: 'ultimo avviso', toDo: [] },
        ],
        publicUrl: 'https://sollecito.ente.it',
      }),
    );
    expect(message).toEqual({
      subject: 'Sollecito: situazione del 31/03/2022',
      text: [
        'Situazione del 31 marzo 2022',
        '',
        'CHE COSA È CAMBIATO',
        '• 2 trasmissioni in PUSH: Andria, Trani',
        '• 1 lettera consegnata: Trani',
        '',
        'CHE COSA RICHIEDE UNA PERSONA',
        '• 1 risposta da assegnare',
        '• 2 messaggi in quarantena',
        '• Mancata consegna (30/03/2022 09:02) – Mancata consegna a comune@pec.it (5.2.2). [lettera push-erp/110001/2022-03-30]',
        '',
        'CHE COSA PARTE OGGI',
        '• ultimo avviso, 2: Andria, Trani',
        '',
        'Per vedere e decidere: https://sollecito.ente.it',
        'Questo messaggio è automatico; ogni questione viene segnalata una volta.',
        '',
      ].join('\n'),
    });
  });

  it('says first what waits for somebody before it leaves, and what today’s letters will wait for', () => {
    const hold = (code: string) => ({ hold: { code } as LetterHoldRow });
    const text = digestMessage(
      input({
        waiting: { heldReplies: 1, quarantined: 0, stoppedLetters: 0, inDoubt: 0 },
        letters: [hold('unapproved'), hold('signature-missing'), hold('unapproved')],
        leaving: [
          { municipality: 'Andria', rung: 'diffida', toDo: ['il numero di protocollo'] },
          { municipality: 'Trani', rung: 'diffida', toDo: [] },
        ],
      }),
    )?.text;
    expect(text?.split('\n')).toEqual(
      expect.arrayContaining([
        '• Lettere che non partono da sole: 2 in attesa di approvazione, 1 in attesa del PDF firmato',
        '• diffida, 1: Andria. Prima serve il numero di protocollo.',
        '• diffida, 1: Trani',
      ]),
    );
    expect(text?.indexOf('non partono da sole')).toBeLessThan(text?.indexOf('risposta') ?? 0);
  });

  it('counts what it does not write out', () => {
    const many = Array.from({ length: 25 }, (_, n) => alert(n));
    expect(digestMessage(input({ alerts: many }))?.text).toContain('… e altri 5 avvisi aperti.');
    const leaving = Array.from({ length: 12 }, (_, n) => ({
      municipality: `C${n}`,
      rung: 'diffida',
      toDo: [],
    }));
    expect(digestMessage(input({ leaving }))?.text).toContain('• diffida, 12: C0, C1');
    expect(digestMessage(input({ leaving }))?.text).toContain('C9 e altri');
  });
});

describe('the message about alerts', () => {
  it('names one in its subject, and counts several', () => {
    expect(alertsMessage([alert(1)], null).subject).toBe('Sollecito: mancata consegna');
    expect(alertsMessage([alert(1), alert(2)], null).subject).toBe(
      'Sollecito: 2 questioni richiedono attenzione',
    );
  });

  it('writes forty out and counts the rest', () => {
    const { text } = alertsMessage(
      Array.from({ length: 45 }, (_, n) => alert(n)),
      null,
    );
    expect(text.match(/^•/gm)).toHaveLength(40);
    expect(text).toContain('… e altre 5.');
  });
});
