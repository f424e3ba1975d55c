import type { Instant } from '@app/domain';
import type { Db } from '@app/persistence';
import { closeAlert } from '@app/persistence';

/** Alerts on a letter that waits: it is stopped, or no provider takes it. */
const WAITING = ['stopped', 'struggling'] as const;

/** How the alert on a letter that waits is called, the same whenever it comes again. */
export const waitingAlert = (kind: (typeof WAITING)[number], letter: string): string =>
  `${kind}/${letter}`;

/** The letter waits no more, or for something else: it has left, is withdrawn, or tries again. */
export async function closeWaiting(db: Db, letter: string, at: Instant): Promise<void> {
  for (const kind of WAITING) await closeAlert(db, waitingAlert(kind, letter), at);
}
