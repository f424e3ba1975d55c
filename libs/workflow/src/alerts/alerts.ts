import { Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant, LocalDate } from '@app/domain';
import {
  addDays,
  isSenderWorkingDay,
  italianCalendar,
  plan,
  romeDate,
  romeInstant,
  romeTime,
  rungName,
} from '@app/domain';
import {
  factCounts,
  loadFacts,
  markTold,
  openAlerts,
  saveSetting,
  setting,
  untoldAlerts,
  waitingForPeople,
  withSessionLock,
} from '@app/persistence';
import { WaitingLetters } from '../going-out/waiting.js';
import { TOLD } from '../queries/plans.js';
import { isAddressee, Reference } from '../reference.js';
import type { LeavingToday } from './digest.js';
import { digestMessage } from './digest.js';
import { sendToStaff, StaffMailSettings } from './staff-mail.js';
import { Watch } from './watch.js';
import { alertsMessage } from './words.js';

/** From when on in the morning the digest is written. */
const DIGEST_TIME = '07:30';
/** Alerts that come in a row are told together. */
const PAUSE_MS = 10 * 60_000;

/** Where no mail to staff is set up, the pages alone tell. */
const NOBODY: StaffMailSettings = { sender: null, from: '', to: [], publicUrl: null };

/** What staff mail remembers. */
interface StaffMailState {
  readonly alertsAt?: Instant;
  readonly failure?: { readonly at: Instant; readonly response: string } | null;
}

/** The last morning digest, for the page too; `text` is null when there was nothing to say. */
export interface DigestRecord {
  readonly day: LocalDate;
  readonly at: Instant;
  readonly subject: string | null;
  readonly text: string | null;
  /** Told by mail; false when there is no staff mail, or nothing to tell. */
  readonly sent: boolean;
}

/** Tells staff what needs a person, once, and every morning how things stand. */
@Injectable()
export class Alerts {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
    private readonly watch: Watch,
    private readonly waiting: WaitingLetters,
    @Optional() private readonly staff: StaffMailSettings = NOBODY,
  ) {}

  /** Part of the heartbeat. Whoever runs it at the same time leaves it to the first. */
  async run(now: Instant): Promise<void> {
    await this.watch.silences(now);
    await withSessionLock(this.db, 'staff-mail', async () => {
      await this.#tell(now);
      await this.#digest(now);
    });
  }

  /** The last digest that was written. */
  async lastDigest(): Promise<DigestRecord | null> {
    return setting<DigestRecord>(this.db, 'staff-digest');
  }

  async #tell(now: Instant): Promise<void> {
    if (this.staff.sender === null) return;
    const alerts = await untoldAlerts(this.db);
    if (alerts.length === 0) return;
    const state = (await setting<StaffMailState>(this.db, 'staff-mail')) ?? {};
    const last = state.alertsAt === undefined ? -Infinity : Date.parse(state.alertsAt);
    if (Date.parse(now) - last < PAUSE_MS) return;
    const ids = alerts.map(({ id }) => id);
    const key = `alerts ${ids.join(' ')}`;
    const message = alertsMessage(alerts, this.staff.publicUrl);
    const refused = await sendToStaff(this.staff, { key, ...message }, now);
    if (refused === null) await markTold(this.db, ids, now);
    const failure = refused === null ? null : { at: now, response: refused };
    await saveSetting(this.db, 'staff-mail', { alertsAt: now, failure } satisfies StaffMailState);
  }

  /** Once a working day, from half past seven on; silent when there is nothing. */
  async #digest(now: Instant): Promise<void> {
    const day = romeDate(now);
    if (romeTime(now) < DIGEST_TIME) return;
    if (!isSenderWorkingDay(italianCalendar({}), day)) return;
    const before = await this.lastDigest();
    if (before !== null && before.day >= day) return;
    const since = before?.at ?? romeInstant(addDays(day, -1), DIGEST_TIME);
    const message = await this.#compose(day, since, now);
    const asked = message !== null && this.staff.sender !== null;
    const refused = asked
      ? await sendToStaff(this.staff, { key: `digest ${day}`, ...message }, now)
      : null;
    // Refused: written again at the next heartbeat.
    if (refused !== null) return;
    const { subject = null, text = null } = message ?? {};
    const record: DigestRecord = { day, at: now, subject, text, sent: asked };
    await saveSetting(this.db, 'staff-digest', record);
  }

  async #compose(
    day: LocalDate,
    since: Instant,
    now: Instant,
  ): Promise<ReturnType<typeof digestMessage>> {
    const { municipalities } = await this.reference.load();
    const nameOf = (istat: string): string => municipalities.get(istat)?.name ?? istat;
    return digestMessage({
      day,
      changed: await factCounts(this.db, since, now),
      waiting: await waitingForPeople(this.db),
      letters: await this.waiting.list(),
      alerts: await openAlerts(this.db),
      leaving: await this.#leaving(day, nameOf),
      nameOf,
      publicUrl: this.staff.publicUrl,
    });
  }

  /** What the pure planner means to send today, from what is on record. */
  async #leaving(day: LocalDate, nameOf: (istat: string) => string): Promise<LeavingToday[]> {
    const { surveys, municipalities } = await this.reference.load();
    const facts = await loadFacts(this.db, [...municipalities.keys()]);
    const leaving: LeavingToday[] = [];
    for (const survey of surveys.values()) {
      const toDoBefore = await this.waiting.toDoBefore(survey);
      const decisions = plan({
        survey,
        municipalities: [...municipalities.values()].filter((m) => isAddressee(survey, m.istat)),
        factsOf: (istat) => (facts.get(istat) ?? []).filter((fact) => fact.survey === survey.id),
        from: day,
        to: day,
        assumeDelivery: false,
        onFault: TOLD,
      });
      for (const one of decisions) {
        if (one.action !== 'send') continue;
        const rung = rungName(survey, one.rung);
        leaving.push({ municipality: nameOf(one.municipality), rung, toDo: toDoBefore(one) });
      }
    }
    return leaving;
  }
}
