import { describe, expect, it } from '@jest/globals';
import { readMessage } from './read-message.js';
import { writtenIn } from './read-ordinary.js';

describe('what a message says', () => {
  it('is the message itself when it is bare ordinary mail', () => {
    const raw = Buffer.from(
      'From: Anna <a@example.it>\r\nSubject: =?utf-8?Q?Perch=C3=A9?=\r\n\r\nBuongiorno\r\n',
    );
    const message = readMessage(raw);
    expect(message).toMatchObject({ kind: 'not-pec', inner: null });
    expect(writtenIn(raw, message)).toMatchObject({
      subject: 'Perché',
      from: 'a@example.it',
      text: 'Buongiorno',
    });
  });

  it('is nothing when a receipt has no message inside, or when the bytes are no mail', () => {
    const receipt = Buffer.from('X-Ricevuta: accettazione\r\nFrom: a@example.it\r\n\r\n');
    for (const raw of [receipt, Buffer.from([0, 1, 2])]) {
      expect(writtenIn(raw, readMessage(raw))).toBeNull();
    }
  });
});
