import { Record0000000000001 } from './0001-record.js';
import { Outbox0000000000002 } from './0002-outbox.js';
import { Mailbox0000000000003 } from './0003-mailbox.js';
import { Access0000000000004 } from './0004-access.js';
import { Templates0000000000020 } from './0020-templates.js';
import { Protocol0000000000021 } from './0021-protocol.js';
import { GoingOut0000000000022 } from './0022-going-out.js';
import { Calendar0000000000030 } from './0030-calendar.js';
import { Office0000000000040 } from './0040-office.js';
import { Activity0000000000041 } from './0041-activity.js';
import { LetterSearch0000000000050 } from './0050-letter-search.js';
import { FactsByKind0000000000051 } from './0051-facts-by-kind.js';
import { ActivityOfPeople0000000000052 } from './0052-activity-of-people.js';
import { RepeatedLetters0000000000053 } from './0053-repeated-letters.js';
import { Attempts0000000000054 } from './0054-attempts.js';
import { UnreadMail0000000000055 } from './0055-unread-mail.js';

/** In the order in which they run. Never edited after landing: what changes is a new one at the end. */
export const MIGRATIONS = [
  Record0000000000001,
  Outbox0000000000002,
  Mailbox0000000000003,
  Access0000000000004,
  Templates0000000000020,
  Protocol0000000000021,
  GoingOut0000000000022,
  Calendar0000000000030,
  Office0000000000040,
  Activity0000000000041,
  LetterSearch0000000000050,
  FactsByKind0000000000051,
  ActivityOfPeople0000000000052,
  RepeatedLetters0000000000053,
  Attempts0000000000054,
  UnreadMail0000000000055,
];
