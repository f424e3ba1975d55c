import { describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import type { HealthFacts } from './checks.js';
import { healthChecks, sizeText, spanText } from './checks.js';
import { metricsText } from './metrics.js';

const NOW = '2022-04-06T16:00:00.000Z' as Instant;
const ago = (minutes: number): Instant =>
  new Date(Date.parse(NOW) - minutes * 60_000).toISOString() as Instant;
const DAY = 24 * 60;
const GIGA = 1024 ** 3;

const facts = (change: Partial<HealthFacts> = {}): HealthFacts => ({
  now: NOW,
  machineNow: NOW,
  sandbox: false,
  database: { version: '17.2', bytes: 50 * 1024 ** 2, migration: 'Activity0000000000041' },
  counts: {
    letters: { sent: 1, delivered: 3 },
    dispatches: { accepted: 4 },
    messages: {},
    replies: {},
    facts: 812,
    openAlerts: 0,
    oldestNew: null,
    lastAccepted: ago(3),
  },
  mailbox: {
    suspended: null,
    pausedUntil: null,
    failures: 0,
    readUpTo: ago(1),
    renumberedAt: null,
  },
  unread: [],
  quota: 0.2,
  queue: { waiting: 0, active: 0 },
  lastTick: ago(0),
  lastBackup: ago(60),
  disk: { free: 40 * GIGA, size: 100 * GIGA },
  staffMailFailure: null,
  chain: null,
  ...change,
});

const tones = (change: Partial<HealthFacts>) =>
  healthChecks(facts(change)).filter(({ tone }) => tone === 'bad' || tone === 'watch');
const counts = (change: Partial<HealthFacts['counts']>) => ({ ...facts().counts, ...change });
const mailbox = (change: Partial<HealthFacts['mailbox']>) => ({ ...facts().mailbox, ...change });

describe('how the system stands', () => {
  it('has nothing to say when all is well', () => expect(tones({})).toEqual([]));

  it.each<[string, Partial<HealthFacts>, string, 'bad' | 'watch']>([
    ['the tick is 5 minutes old', { lastTick: ago(5) }, 'Ultimo giro delle decisioni', 'watch'],
    ['the tick is 30 minutes old', { lastTick: ago(30) }, 'Ultimo giro delle decisioni', 'bad'],
    [
      'a message waits for 15 minutes',
      { counts: counts({ oldestNew: ago(15) }) },
      'Coda dei lavori',
      'bad',
    ],
    ['the queue does not answer', { queue: 'ECONNREFUSED' }, 'Coda dei lavori', 'bad'],
    [
      'the mailbox was read 10 minutes ago',
      { mailbox: mailbox({ readUpTo: ago(10) }) },
      'Lettura della casella',
      'watch',
    ],
    [
      'the mailbox was read an hour ago',
      { mailbox: mailbox({ readUpTo: ago(60) }) },
      'Lettura della casella',
      'bad',
    ],
    [
      'the login was refused',
      { mailbox: mailbox({ suspended: { since: ago(90), response: '535 no' } }) },
      'Invio (gestore PEC)',
      'bad',
    ],
    [
      'the provider throttles',
      { mailbox: mailbox({ pausedUntil: '2022-04-06T16:00:00.001Z' as Instant, failures: 2 }) },
      'Invio (gestore PEC)',
      'watch',
    ],
    ['the mailbox is three quarters full', { quota: 0.75 }, 'Spazio della casella', 'watch'],
    ['the mailbox is nine tenths full', { quota: 0.9 }, 'Spazio della casella', 'bad'],
    ['there is no copy', { lastBackup: null }, 'Copia di sicurezza', 'bad'],
    [
      'the copy is older than two days',
      { lastBackup: ago(2 * DAY + 1) },
      'Copia di sicurezza',
      'watch',
    ],
    [
      'the copy is older than a week',
      { lastBackup: ago(7 * DAY + 1) },
      'Copia di sicurezza',
      'bad',
    ],
    [
      'less than 5 % of the disk is free',
      { disk: { free: 4 * GIGA, size: 100 * GIGA } },
      'Disco',
      'bad',
    ],
    ['mail to staff fails', { staffMailFailure: '550' }, 'Avvisi per posta', 'watch'],
  ])('says what to do when %s', (_what, change, part, tone) => {
    const found = tones(change);
    expect(found.map((one) => [one.part, one.tone])).toEqual([[part, tone]]);
    expect(found[0]!.advice).toMatch(/\S/);
  });

  it.each<[string, Partial<HealthFacts>]>([
    ['a tick of 4 minutes ago', { lastTick: ago(4) }],
    ['a pause that is over', { mailbox: mailbox({ pausedUntil: NOW, failures: 1 }) }],
    ['a copy of exactly two days ago', { lastBackup: ago(2 * DAY) }],
    ['little but enough of a small disk', { disk: { free: 4 * GIGA, size: 20 * GIGA } }],
    ['a provider that states no quota', { quota: null }],
    [
      'a sandbox that stands still',
      {
        sandbox: true,
        lastTick: ago(99),
        mailbox: mailbox({ readUpTo: ago(99) }),
        lastBackup: null,
      },
    ],
  ])('is content with %s', (_what, change) => expect(tones(change)).toEqual([]));

  it.each([
    [59_999, 'meno di un minuto'],
    [60_000, '1 minuto'],
    [3_600_000, '1 ora'],
    [48 * 3_600_000, '2 giorni'],
  ])('tells %d milliseconds as %s', (ms, text) => expect(spanText(ms)).toBe(text));

  it.each([
    [1, '1 MB'],
    [1.5 * GIGA, '1,5 GB'],
  ])('tells %d bytes as %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
});

describe('the figures for Prometheus', () => {
  it('come with help, type and labels, and leave out what is not known', () => {
    const text = metricsText(facts({ lastTick: null }));
    expect(text).toContain(
      '# HELP sollecito_letters Letters by state.\n# TYPE sollecito_letters gauge\n' +
        'sollecito_letters{state="delivered"} 3\nsollecito_letters{state="sent"} 1\n',
    );
    expect(text).toContain('sollecito_mailbox_read_age_seconds 60\n');
    expect(text).not.toContain('last_tick');
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(?:# (?:HELP|TYPE) [a-z_]+ .+|[a-z_]+(?:\{state="[a-z-]+"\})? [\d.]+)$/,
      );
    }
  });
});
