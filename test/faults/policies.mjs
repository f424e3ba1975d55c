/**
 * What a sender does about an attempt that was cut short. The first is ours; the others are the two usual ones, wrong
 * on purpose, so that the harness is seen to see.
 *
 * Each gives the letters that it sends again at once.
 */
export const settlers = {
  /** No blind resend: receipts settle what is in doubt. */
  protocol: async (_db, settler) => {
    await settler.doubts();
    return [];
  },
  /** Whatever had no answer is sent again. */
  'blind-resend': async (db) => {
    const [requeued] = await db.query(`
      update dispatch set state = 'queued', submitting_at = null, dot_at = null, tries = tries + 1
      where state in ('submitting', 'in-doubt') returning letter`);
    return requeued.map(({ letter }) => letter);
  },
  /** Whatever was begun counts as sent. */
  'at-most-once': async (db) => {
    await db.query(`
      update letter set state = 'sent' where state = 'queued' and id in (
        select letter from dispatch where state in ('submitting', 'in-doubt') or tries > 0)`);
    return [];
  },
};
