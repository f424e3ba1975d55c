import { Record0000000000001 } from './0001-record.js';
import { Outbox0000000000002 } from './0002-outbox.js';
import { Mailbox0000000000003 } from './0003-mailbox.js';

/** In the order in which they run. Never edited after landing: what changes is a new one at the end. */
export const MIGRATIONS = [Record0000000000001, Outbox0000000000002, Mailbox0000000000003];
