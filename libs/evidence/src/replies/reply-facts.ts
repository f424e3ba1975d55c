import type {
  Fact,
  Instant,
  IstatCode,
  LocalDate,
  ReplyKind,
  ReplyReading,
  SurveyId,
} from '@app/domain';

/** A duty that a reply answers, as read or as a person decided. */
export interface ReplyTarget {
  readonly survey: SurveyId;
  readonly municipality: IstatCode;
  readonly round: LocalDate;
  readonly kind: ReplyKind;
}

/**
 * The facts of a reply on one duty: that it came, and the statement that it makes. Timed by the envelope's
 * signed time; recorded when it was read.
 */
export function replyFacts(
  target: ReplyTarget,
  reply: {
    readonly sha256: string;
    readonly certifiedAt: Instant;
    readonly recordedAt: Instant;
    readonly confidence: number;
    readonly registered?: ReplyReading['protocol'];
    readonly actor: string;
    readonly source: Fact['source'];
  },
): Fact[] {
  const base = {
    survey: target.survey,
    municipality: target.municipality,
    round: target.round,
    occurredAt: reply.certifiedAt,
    recordedAt: reply.recordedAt,
    actor: reply.actor,
    source: reply.source,
    evidence: reply.sha256,
  };
  const id = `reply/${reply.sha256.slice(0, 32)}/${target.survey}/${target.round}`;
  const received: Fact = {
    ...base,
    id: `${id}/${target.kind}/received`,
    type: 'reply-received',
    payload: {
      kind: target.kind,
      message: reply.sha256,
      confidence: reply.confidence,
      ...(reply.registered ? { registered: reply.registered } : {}),
    },
  };
  if (target.kind === 'nil-return') {
    const payload = { reference: target.round };
    return [received, { ...base, id: `${id}/nil`, type: 'nil-declared', payload }];
  }
  if (target.kind === 'no-change') {
    return [received, { ...base, id: `${id}/no-change`, type: 'no-change-declared', payload: {} }];
  }
  return [received];
}
