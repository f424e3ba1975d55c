import type { Instant } from '../../calendar/types.js';
import type { ReplyMessage } from '../types.js';

/** A verified message of nobody known that says nothing, but for what a test changes. */
export const aMessage = (changes: Partial<ReplyMessage> = {}): ReplyMessage => ({
  subject: '',
  from: 'qualcuno@altrove.example',
  fromName: null,
  text: '',
  attachments: [],
  messageId: 'risposta@comune.example',
  inReplyTo: null,
  references: [],
  headers: {},
  certifiedAt: '2022-03-10T10:00:00.000Z' as Instant,
  verified: true,
  ...changes,
});
