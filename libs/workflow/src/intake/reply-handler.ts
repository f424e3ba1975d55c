import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type {
  Fact,
  Instant,
  IstatCode,
  ReplyContext,
  ReplyKind,
  ReplyMessage,
  ReplyReading,
  SentText,
  Survey,
} from '@app/domain';
import { replyFacts } from '@app/evidence';
import { readMessage, writtenIn } from '@app/pec';
import { romeDate, roundsOf } from '@app/domain';
import { addReply, sentLetterRefs, sentLetters } from '@app/persistence';
import type { ReplyState } from '@app/persistence';
import { recordIn, RefusedFacts } from '../recorder/recorder.js';
import type { ReferenceData } from '../reference.js';
import { Reference } from '../reference.js';
import type { Found } from './found.js';
import { finish } from './found.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';

/** Kinds that answer a duty; any other is shown in the timeline and changes nothing. */
const ANSWERS: ReadonlySet<ReplyKind> = new Set<ReplyKind>(['nil-return', 'no-change']);

const isAnswer = (kind: ReplyKind): boolean => ANSWERS.has(kind);

/** Reads what municipalities write back, applies what one closed sentence declares and holds the rest for a person. */
@Injectable()
export class ReplyHandler {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  async handle(found: Found, reply: ReplyMessage | null): Promise<void> {
    const reference = await this.reference.load();
    const survey = [...reference.surveys.values()][0];
    const read =
      survey === undefined || reply === null
        ? null
        : await this.#read(survey, reference, found, reply);
    await this.db.transaction(async (tx) => {
      if (!(await finish(tx, found))) return;
      if (read === null || survey === undefined) return;
      const refused = await refusedIn(tx, reference, factsOf(survey, read, found));
      const reading = refused.length === 0 ? read : held(read, refused);
      const facts = factsOf(survey, reading, found);
      await addReply(tx, {
        sha256: found.sha256,
        municipality: reading.municipality,
        kind: reading.kind,
        state: stateOf(reading),
        receivedAt: (found.message.at ?? found.now) as Instant,
        reading,
        decidedBy: reading.decision === 'apply' ? 'motore' : null,
        decidedAt: reading.decision === 'apply' ? found.now : null,
        facts: facts.map((fact) => fact.id),
      });
    });
  }

  async #read(
    survey: Survey,
    reference: ReferenceData,
    found: Found,
    message: ReplyMessage,
  ): Promise<ReplyReading> {
    const receivedOn = romeDate((found.message.at ?? found.now) as Instant);
    const openRounds = roundsOf(survey, receivedOn)
      .filter((round) => round.acceptanceCutOff === null || receivedOn <= round.acceptanceCutOff)
      .map((round) => round.reference);
    const letters = await sentLetterRefs(this.db);
    const municipalities = [...reference.municipalities.values()];
    const context = { survey, municipalities, letters, openRounds, receivedOn };
    const reading = await readingOf(message, context);
    const compares = isAnswer(reading.kind) || reading.kind === 'protocol-confirmation';
    if (reading.municipality === null || !compares) return reading;
    return readingOf(message, { ...context, sent: await this.#sentTo(reading.municipality) });
  }

  /** Our letters as their reader had them before the eyes. */
  async #sentTo(municipality: IstatCode): Promise<readonly SentText[]> {
    const found = await sentLetters(this.db, municipality);
    return found.flatMap(({ letter, raw }) => {
      const mail = writtenIn(raw, readMessage(raw));
      return mail === null ? [] : [{ letter, subject: mail.subject, text: mail.text }];
    });
  }
}

async function readingOf(message: ReplyMessage, context: ReplyContext): Promise<ReplyReading> {
  const reading = await readApart('reply', { message, context });
  if (isStopped(reading)) throw new Error(reading.message);
  return reading;
}

/** Records what a reply makes; or why it would not be accepted, and nothing is. */
async function refusedIn(
  tx: EntityManager,
  reference: ReferenceData,
  facts: readonly Fact[],
): Promise<readonly string[]> {
  try {
    await recordIn(tx, reference, facts);
    return [];
  } catch (error) {
    if (!(error instanceof RefusedFacts)) throw error;
    return [...new Set(error.refused.map(({ refusal }) => refusal.message))];
  }
}

/** What would not be accepted waits for a person, who sees why. */
function held(reading: ReplyReading, why: readonly string[]): ReplyReading {
  return { ...reading, decision: 'hold', reasons: [...why, ...reading.reasons] };
}

function stateOf(reading: ReplyReading): ReplyState {
  if (reading.decision === 'apply') return 'applied';
  return reading.decision === 'file' ? 'filed' : 'held';
}

/** Facts of a reply that needs no person. What is held has none until somebody decides. */
function factsOf(survey: Survey, reading: ReplyReading, found: Found): Fact[] {
  const { municipality } = reading;
  if (reading.decision === 'hold' || municipality === null) return [];
  return reading.rounds.flatMap((round) =>
    replyFacts(
      { survey: survey.id, municipality, round, kind: reading.kind },
      {
        sha256: found.sha256,
        certifiedAt: (found.message.at ?? found.now) as Instant,
        recordedAt: found.now,
        confidence: reading.confidence,
        registered: reading.kind === 'protocol-confirmation' ? reading.protocol : null,
        actor: municipality,
        source: 'pec',
      },
    ),
  );
}
