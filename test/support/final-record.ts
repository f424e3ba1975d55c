import type { DataSource } from 'typeorm';

/**
 * What must be the same however the days went: who was written to, on which day and about what, how it
 * ended, and what is on record. Times of day and ids of attempts are left out.
 */
export async function finalRecord(db: DataSource): Promise<string[]> {
  const letters = (await db.query(`
    select 'lettera ' || concat_ws(' ', to_char(decided_at at time zone 'Europe/Rome', 'YYYY-MM-DD'),
      municipality, rung, template, obligations::text, state) as line
    from letter`)) as { line: string }[];
  const facts = (await db.query(`
    select 'fatto ' || concat_ws(' ', to_char(occurred_at at time zone 'Europe/Rome', 'YYYY-MM-DD'),
      municipality, coalesce(round::text, '-'), type, payload->>'rung', payload->>'mode', payload->>'units',
      payload->>'class', payload->>'kind', payload->>'target') as line
    from fact`)) as { line: string }[];
  const reminders = (await db.query(`
    select 'gradino ' || concat_ws(' ', municipality, obligation, rung, due_version, action, code, target) as line
    from reminder`)) as { line: string }[];
  return [...letters, ...facts, ...reminders].map((row) => row.line).sort();
}
