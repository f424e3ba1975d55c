import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Fact, Instant, IstatCode, LocalDate, ReplyKind, SurveyId } from '@app/domain';
import { replyFacts } from '@app/evidence';
import type { PecMessage } from '@app/pec';
import type { RawSummary, ReplyRow, ReplyState } from '@app/persistence';
import { decideReply, rawById, rawBytes, repliesIn, replyById } from '@app/persistence';
import { Clock } from '../clock.js';
import type { RecordResult } from '../recorder/recorder.js';
import { Recorder } from '../recorder/recorder.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';

/** A reply with the message that it is in. */
export interface ReplyInFull {
  readonly reply: ReplyRow;
  readonly raw: RawSummary;
  readonly message: PecMessage;
  readonly attachments: readonly { readonly name: string; readonly text: string | null }[];
}

/** What a person decides of a reply: whose it is, what it says, and of which rounds. No rounds: it is filed. */
export interface ReplyDecision {
  readonly municipality: IstatCode | null;
  readonly kind: ReplyKind;
  readonly survey: SurveyId;
  readonly rounds: readonly LocalDate[];
  readonly reason: string;
}

/** The replies and the holding pen: every decision is facts; taking one back is a new fact. */
@Injectable()
export class ReplyDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
  ) {}

  async list(states: readonly ReplyState[]): Promise<ReplyRow[]> {
    return repliesIn(this.db, states);
  }

  async byId(sha256: string): Promise<ReplyInFull | null> {
    const [reply, raw, bytes] = await Promise.all([
      replyById(this.db, sha256),
      rawById(this.db, sha256),
      rawBytes(this.db, sha256),
    ]);
    if (reply === null || raw === null || bytes === null) return null;
    const read = await readApart('mail', { raw: bytes, anchors: { builtIn: false } });
    // It was read once, when it came: what stops it now is the machine, and a page can be asked for again.
    if (isStopped(read)) throw new Error(read.message);
    const message = { ...read.message, inner: read.written };
    return { reply, raw, message, attachments: read.reply?.attachments ?? [] };
  }

  /** The message as it arrived. */
  async bytes(sha256: string): Promise<Buffer | null> {
    return rawBytes(this.db, sha256);
  }

  /** Why a decision could not be put on record as things stand: each reason once. */
  async refusals(reply: ReplyRow, decision: ReplyDecision, by: string): Promise<readonly string[]> {
    const { back, made } = factsOf(reply, decision, by, this.clock.now());
    const refusals = await this.recorder.refusals([...back, ...made]);
    return [...new Set(refusals.map(({ message }) => message))];
  }

  /**
   * Puts a decision on record. What an earlier one said and this one does not is taken back by a
   * correction that names it.
   */
  async decide(reply: ReplyRow, decision: ReplyDecision, by: string): Promise<RecordResult> {
    const now = this.clock.now();
    const { back, made } = factsOf(reply, decision, by, now);
    return this.recorder.record([...back, ...made], async (tx) => {
      await decideReply(tx, reply.sha256, {
        state: decision.rounds.length === 0 ? 'filed' : 'assigned',
        municipality: decision.municipality,
        by,
        at: now,
        facts: made.map((fact) => fact.id),
      });
    });
  }
}

/** What a decision makes, and what it takes back of an earlier one. */
function factsOf(reply: ReplyRow, decision: ReplyDecision, by: string, now: Instant) {
  const made = decidedFacts(reply, decision, by, now);
  const ids = new Set(made.map((fact) => fact.id));
  const back = reply.facts
    .filter((id) => !ids.has(id) && !id.endsWith('/received'))
    .flatMap((id) => correction(reply, decision, id, by, now));
  return { back, made };
}

function decidedFacts(reply: ReplyRow, decision: ReplyDecision, by: string, now: Instant): Fact[] {
  const { municipality, kind, survey } = decision;
  if (municipality === null) return [];
  return decision.rounds.flatMap((round) =>
    replyFacts(
      { survey, municipality, round, kind },
      {
        sha256: reply.sha256,
        certifiedAt: reply.receivedAt,
        recordedAt: now,
        confidence: 1,
        actor: by,
        source: 'officer',
      },
    ),
  );
}

/** Takes back a statement that this reply was thought to make: of whom, is told by the reply's own row. */
function correction(
  reply: ReplyRow,
  decision: ReplyDecision,
  fact: string,
  by: string,
  now: Instant,
): Fact[] {
  if (reply.municipality === null) return [];
  const [, , survey = decision.survey, round = null] = fact.split('/');
  return [
    {
      id: `corretto/${fact}/${now}`,
      type: 'corrected',
      survey,
      municipality: reply.municipality,
      round: round as LocalDate | null,
      occurredAt: now,
      recordedAt: now,
      actor: by,
      source: 'officer',
      evidence: reply.sha256,
      payload: { fact, reason: decision.reason || 'Risposta assegnata diversamente.' },
    },
  ];
}
