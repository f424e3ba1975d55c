import type { Instant } from '@app/domain';
import type { HealthFacts } from './checks.js';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly { readonly labels?: string; readonly value: number }[];
}

const one = (name: string, help: string, value: number | null): Metric => ({
  name,
  help,
  samples: value === null ? [] : [{ value }],
});

const byState = (name: string, help: string, counts: Readonly<Record<string, number>>): Metric => ({
  name,
  help,
  samples: Object.entries(counts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, value]) => ({ labels: `{state="${state}"}`, value })),
});

/**
 * The figures in the text format of Prometheus, version 0.0.4. States are words of our own: no label needs escaping.
 *
 * @example metricsText(facts).split('\n')[2] //=> 'sollecito_facts 812'
 */
export function metricsText(facts: HealthFacts): string {
  const { counts, mailbox, queue, now } = facts;
  const age = (then: Instant | null): number | null =>
    then === null ? null : Math.max(0, (Date.parse(now) - Date.parse(then)) / 1000);
  const metrics = [
    one('sollecito_facts', 'Facts on record.', counts.facts),
    byState('sollecito_letters', 'Letters by state.', counts.letters),
    byState('sollecito_dispatches', 'Attempts by state.', counts.dispatches),
    byState('sollecito_messages', 'Received messages by state.', counts.messages),
    byState('sollecito_replies', 'Replies by state.', counts.replies),
    one('sollecito_open_alerts', 'Alerts that wait for a person.', counts.openAlerts),
    one(
      'sollecito_mailbox_suspended',
      'Suspended after a refused login.',
      mailbox.suspended === null ? 0 : 1,
    ),
    one(
      'sollecito_mailbox_read_age_seconds',
      'Since the mailbox was read completely.',
      age(mailbox.readUpTo),
    ),
    one(
      'sollecito_mailbox_unread',
      'Messages of the mailbox that could not be read.',
      facts.unread.length,
    ),
    one(
      'sollecito_mailbox_used_ratio',
      'How full the mailbox is.',
      typeof facts.quota === 'number' ? facts.quota : null,
    ),
    one('sollecito_last_tick_age_seconds', 'Since the last tick.', age(facts.lastTick)),
    one(
      'sollecito_queue_waiting',
      'Jobs that wait.',
      typeof queue === 'string' ? null : queue.waiting,
    ),
    one('sollecito_queue_up', 'Whether the queue answers.', typeof queue === 'string' ? 0 : 1),
    one('sollecito_database_bytes', 'Size of the database.', facts.database.bytes),
    one('sollecito_disk_free_bytes', 'Free space where the data are.', facts.disk?.free ?? null),
    one(
      'sollecito_broken_chains',
      'Chains that did not hold at the last check.',
      facts.chain?.broken.length ?? null,
    ),
  ];
  return metrics
    .filter(({ samples }) => samples.length > 0)
    .map(metricText)
    .join('');
}

function metricText({ name, help, samples }: Metric): string {
  const lines = samples.map(({ labels = '', value }) => `${name}${labels} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}
