import { romeDate } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { IstatCode } from '../municipalities/types.js';
import type { FactId } from '../obligations/types.js';
import type { Survey, TemplateId } from '../surveys/types.js';
import type { Correction } from './correction.js';
import type { Moment } from './moment.js';
import type { Notice } from './notice.js';
import type { Repeat } from './repeat.js';
import * as say from './reasons.js';
import type { Sifted } from './sift.js';
import type { Step, Track } from './track.js';
import type { Decision } from './types.js';

/** What keeps a letter from leaving now, and the first day on which it may. */
export interface Delay {
  readonly code: string;
  readonly reason: string;
  readonly until: LocalDate;
}

interface Rungish {
  readonly rung: string;
  readonly template: TemplateId;
  readonly target: LocalDate;
  /** Of a letter that is repeated: under which due-date version it left, and its id. */
  readonly dueVersion?: number;
  readonly repeats?: string;
}

const NOTHING: readonly FactId[] = [];

/** Writes the decisions of one tick: each rule says what it found, this says it in full. */
export class Verdicts {
  readonly list: Decision[] = [];

  constructor(
    private readonly survey: Survey,
    private readonly municipality: IstatCode,
    private readonly moment: Moment,
  ) {}

  decided(track: Track, one: Extract<Sifted, { kind: 'decided' }>): void {
    const { action, code, reason, because, until } = one;
    this.push(track, rungOf(one.step), { action, code, reason, because, until });
  }

  folded(track: Track, step: Step, into: string): void {
    const reason = say.foldedReason(this.survey, into);
    this.push(track, rungOf(step), { action: 'folded', code: 'folded-into', reason, into });
  }

  bundled(track: Track, step: Step, into: string): void {
    this.bundle(track, rungOf(step), into);
  }

  postponed(track: Track, step: Step, { code, reason, until }: Delay): void {
    this.push(track, rungOf(step), { action: 'postponed', code, reason, until });
  }

  correctionFirst(track: Track, step: Step): void {
    const reason = say.correctionFirstReason();
    this.push(track, rungOf(step), { action: 'postponed', code: 'correction-first', reason });
  }

  sent(
    track: Track,
    { step, because }: Extract<Sifted, { kind: 'due' }>,
    names: readonly string[],
    asked: boolean,
  ): void {
    const { state } = track;
    const { send } = step;
    const { offset } = step.rung;
    const reason =
      send !== null
        ? say.officerSendReason(send.payload.reason, names)
        : say.sendReason(this.moment.date, step.date, offset, state.due.date, names);
    this.push(track, rungOf(step), {
      action: 'send',
      code: asked ? 'officer-send' : 'due',
      reason,
      obligations: names,
      because: [
        ...because,
        ...(send === null ? [] : [send.id]),
        ...(state.due.cause === null ? [] : [state.due.cause]),
      ],
    });
  }

  /** A locked rung below one that leaves would come after it: it is taken in. */
  foldLockedBelow(track: Track, step: Step, into: string): void {
    const { obligation } = track.state;
    for (let i = 0; i < this.list.length; i += 1) {
      const one = this.list[i];
      if (one?.obligation !== obligation || one.action !== 'locked') continue;
      const index = this.survey.rungs.findIndex(({ id }) => id === one.rung);
      if (index < 0 || index >= step.index) continue;
      const reason = say.foldedReason(this.survey, into);
      this.list[i] = { ...one, action: 'folded', code: 'folded-into', reason, into };
    }
  }

  correctionSent(track: Track, correction: Correction, names: readonly string[]): void {
    const { request, kind, at, by } = correction;
    const reason =
      request === null
        ? say.correctionReason(kind, romeDate(at), names)
        : say.officerSendReason(request.reason, names);
    this.push(track, letterOf(correction), {
      action: 'send',
      code: request === null ? 'correction' : 'officer-send',
      reason,
      obligations: names,
      because: request === null ? [by] : [by, request.fact],
    });
  }

  correctionBundled(track: Track, correction: Correction, into: string): void {
    this.bundle(track, letterOf(correction), into);
  }

  correctionPostponed(track: Track, correction: Correction, delay: Delay): void {
    const { code, reason, until } = delay;
    const because = [correction.by];
    this.push(track, letterOf(correction), { action: 'postponed', code, reason, until, because });
  }

  /** A correction that doesn't leave now, for a reason of its own. */
  correctionWaits(track: Track, correction: Correction): void {
    const { status, kind, at, by, outcome, request } = correction;
    const because = request === null ? [by] : [by, request.fact];
    const letter = letterOf(correction);
    if (status === 'awaits-officer') {
      const reason = say.correctionAwaitsReason(kind, romeDate(at));
      this.push(track, letter, { action: 'locked', code: 'awaits-officer', reason, because });
    } else if (status === 'suspended') {
      const reason = say.suspendedReason();
      this.push(track, letter, { action: 'postponed', code: 'suspended', reason, because });
    } else if (status === 'declined') {
      const reason = say.officerSkipReason(request?.reason ?? '');
      this.push(track, letter, { action: 'skipped', code: 'officer-skip', reason, because });
    } else if (status === 'settled') {
      const reason = say.correctionSettledReason(outcome);
      this.push(track, letter, { action: 'skipped', code: 'satisfied', reason, because });
    }
  }

  /** What becomes of a letter that tells what the office decided. */
  notice(track: Track, { kind, target, request }: Notice, verdict: Verdict): void {
    const because = [request.id];
    this.push(track, { rung: kind, template: kind, target }, { because, ...verdict });
  }

  /** What becomes of a letter that is to leave once more. */
  repeat(track: Track, { letter, target, request }: Repeat, verdict: Verdict): void {
    const { rung, id: repeats, dueVersion } = letter;
    const template = letter.template as TemplateId;
    const because = [request.id, ...(letter.failedBy === null ? [] : [letter.failedBy])];
    this.push(track, { rung, template, target, dueVersion, repeats }, { because, ...verdict });
  }

  private bundle(track: Track, what: Rungish, into: string): void {
    const reason = say.bundledReason(this.survey, into, this.moment.date);
    this.push(track, what, { action: 'folded', code: 'bundled', reason, into });
  }

  private push({ state, own }: Track, what: Rungish, verdict: Verdict): void {
    const { rung, template, target, dueVersion = state.due.version, repeats } = what;
    const { at, date, time } = this.moment;
    // One shape for every decision: a national plan makes half a million of them.
    this.list.push({
      at,
      day: date,
      time,
      municipality: this.municipality,
      obligation: state.obligation,
      obligations: verdict.obligations ?? own,
      rung,
      dueVersion,
      template,
      target,
      action: verdict.action,
      code: verdict.code,
      reason: verdict.reason,
      into: verdict.into,
      until: verdict.until,
      repeats,
      because: verdict.because ?? NOTHING,
    });
  }
}

/** What a rule found; what it doesn't say is as always. */
export type Verdict = Pick<Decision, 'action' | 'code' | 'reason'> &
  Partial<Pick<Decision, 'obligations' | 'into' | 'until' | 'because'>>;

function rungOf({ rung, date }: Step): Rungish {
  return { rung: rung.id, template: rung.template, target: date };
}

function letterOf({ rung, target }: Correction): Rungish {
  return { rung, template: 'correction', target };
}
