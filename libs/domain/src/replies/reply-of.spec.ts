import { describe, expect, it } from '@jest/globals';
import type { Instant } from '../calendar/types.js';
import { replyOf } from './reply-of.js';
import type { CertifiedBy, WrittenMail } from './reply-of.js';

const mail: WrittenMail = {
  subject: 'Comune di Trani',
  from: 'Protocollo@cert.comune.trani.bt.it',
  fromName: 'Comune di Trani',
  text: 'Zero alloggi.',
  otherText: null,
  messageId: 'risposta@comune.example',
  inReplyTo: 'lettera@regione.example',
  references: ['lettera@regione.example'],
  headers: { 'auto-submitted': 'no' },
};
const by = (changes: Partial<CertifiedBy> = {}): CertifiedBy => ({
  attachments: [{ name: 'nota.txt', text: 'x' }],
  certifiedSender: ' protocollo@CERT.comune.trani.bt.it ',
  certifiedAt: '2022-03-10T10:00:00.000Z' as Instant,
  verified: true,
  ...changes,
});

describe('the reply in an envelope', () => {
  it('is the message inside, with what the envelope vouches for', () => {
    const { attachments, certifiedAt } = by();
    expect(replyOf(mail, by())).toEqual({ ...mail, attachments, certifiedAt, verified: true });
  });

  it.each([
    ['the certified sender wrote it', mail.from, mail.from, true, true],
    ['only case and spaces differ', ` ${mail.from.toUpperCase()} `, mail.from, true, true],
    ['the certified sender is another', mail.from, 'altri@pec.it', true, false],
    ['the envelope names no sender', mail.from, null, true, false],
    ['the signature is not valid', mail.from, mail.from, false, false],
    ['nothing holds', mail.from, null, false, false],
  ])('is verified as it should be when %s', (_, from, certifiedSender, verified, wanted) => {
    const reply = replyOf({ ...mail, from }, by({ certifiedSender, verified }));
    expect(reply.verified).toBe(wanted);
    expect(reply.from).toBe(from);
  });
});
