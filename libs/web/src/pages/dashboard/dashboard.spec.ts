import { describe, expect, it } from '@jest/globals';
import type { Instant, LocalDate, ObligationState } from '@app/domain';
import type { DeskView, OverviewEntry } from '@app/workflow';
import { alertsOf, roundsOf, tilesOf, whenText } from './dashboard.js';

const friday = '2022-03-25T08:00:00.000Z' as Instant;

const state = (due: string, more: Partial<ObligationState> = {}): ObligationState =>
  ({
    obligation: 'push-erp/2021-12-31',
    round: '2021-12-31',
    outcome: 'open',
    timeliness: 'pending',
    suspended: false,
    contest: null,
    due: { date: due as LocalDate, version: 1 },
    ...more,
  }) as ObligationState;

const standing = (...obligations: ObligationState[]): OverviewEntry =>
  ({ obligations, locked: [], plan: [] }) as unknown as OverviewEntry;

const desk = (...obligations: ObligationState[]): DeskView => ({
  surveys: [{ survey: {} as never, entries: [standing(...obligations)] }],
  letters: { failed: 0, stopped: 0, doubtful: 0, silent: 0, conflicts: 0 },
  waiting: [],
  leaving: [],
  held: 0,
  quarantined: 0,
  alerts: [],
});

const countOf = (title: string, view: DeskView): number | undefined =>
  tilesOf(view, friday).find((tile) => tile.title === title)?.count;

describe('the tiles of the first page, on Friday 25 March 2022', () => {
  it.each([
    ['Friday 25 March, today', '2022-03-25', 1],
    ['Friday 1 April, the seventh day', '2022-04-01', 1],
    ['Saturday 2 April, the eighth', '2022-04-02', 0],
    ['Thursday 24 March, over', '2022-03-24', 0],
  ])('count a duty due on %s within seven days: %s → %d', (_when, due, count) => {
    expect(countOf('In scadenza entro 7 giorni', desk(state(due)))).toBe(count);
  });

  it('count what is open after its due date, and neither what is answered nor what is suspended', () => {
    const answered = state('2022-03-24', { outcome: 'transmitted' });
    const suspended = state('2022-03-24', { suspended: true });
    expect(countOf('Scaduti', desk(state('2022-03-24'), answered, suspended))).toBe(1);
  });

  it('begin with the letters that wait for somebody, and say for what', () => {
    const hold = (code: string) => ({ hold: { code } }) as DeskView['waiting'][number];
    const waiting = [hold('protocol-missing'), hold('protocol-failed'), hold('unapproved')];
    expect(tilesOf({ ...desk(), waiting }, friday)[0]).toMatchObject({
      ...{ title: 'Lettere in attesa di qualcuno', count: 3, href: '/via-libera', tone: 'danger' },
      text: '2 in attesa di protocollo, 1 in attesa di approvazione',
    });
    expect(tilesOf(desk(), friday)[0]).toMatchObject({ count: 0, tone: 'success' });
  });

  it('ask for attention only above zero', () => {
    const tile = tilesOf(desk(), friday).find(({ title }) => title === 'Scaduti');
    expect(tile).toMatchObject({ count: 0, tone: 'success' });
  });
});

describe('the rounds of the first page', () => {
  it('show the due date that most have, not one municipality’s extension', () => {
    const extended = state('2022-05-31', { outcome: 'open' });
    const [round] = roundsOf(
      [standing(extended), standing(state('2022-03-31')), standing(state('2022-03-31'))],
      friday,
    );
    expect(round).toMatchObject({
      due: '2022-03-31',
      expected: 3,
      missing: 3,
      when: 'mancano 6 giorni',
    });
  });

  it.each([
    [2, 'mancano 2 giorni'],
    [1, 'scade domani'],
    [0, 'scade oggi'],
    [-1, 'scaduto ieri'],
    [-2, 'scaduto da 2 giorni'],
  ])('say how far %d days are', (days, text) => expect(whenText(days)).toBe(text));
});

describe('alerts', () => {
  it('that say the same are told once, with how often, when last, and where to look', () => {
    const alert = (message: string, raisedAt: string) => ({
      kind: message === 'a' ? 'receipt-refused' : 'no-end',
      message,
      subject: 'x',
      raisedAt: raisedAt as Instant,
    });
    const quarantine = { href: '/messaggi/quarantena', place: 'Guarda in quarantena' };
    const register = { href: '/invii?guardare=attention', place: 'Guarda nel registro invii' };
    expect(
      alertsOf([alert('a', '2022-03-01'), alert('b', '2022-03-02'), alert('a', '2022-03-03')]),
    ).toEqual([
      { message: 'a', times: 2, last: '2022-03-03', ...quarantine },
      { message: 'b', times: 1, last: '2022-03-02', ...register },
    ]);
  });

  it('of a letter that reached nobody lead to it, and to sending it once more', () => {
    const subject = 'push-erp/110001/2022-03-16';
    const at = '2022-03-17' as Instant;
    const [told] = alertsOf([{ kind: 'delivery-failed', message: 'm', subject, raisedAt: at }]);
    expect(told).toMatchObject({
      href: `/invii/${subject}`,
      resend: `/invii/${subject}/rispedisci`,
    });
  });
});
