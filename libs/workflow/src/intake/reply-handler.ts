import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Fact, Instant, ReplyMessage, ReplyReading, Survey } from '@app/domain';
import { romeDate, roundsOf } from '@app/domain';
import { addReply, sentLetterRefs } from '@app/persistence';
import type { ReplyState } from '@app/persistence';
import { recordIn } from '../recorder/recorder.js';
import type { ReferenceData } from '../reference.js';
import { Reference } from '../reference.js';
import type { Found } from './found.js';
import { finish } from './found.js';
import { replyFacts } from './reply-facts.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';

/** Reads what municipalities write back, applies what is beyond doubt and holds the rest for a person. */
@Injectable()
export class ReplyHandler {
  constructor(
    private readonly db: DataSource,
    private readonly reference: Reference,
  ) {}

  async handle(found: Found, reply: ReplyMessage | null): Promise<void> {
    const reference = await this.reference.load();
    const survey = [...reference.surveys.values()][0];
    const reading =
      survey === undefined || reply === null
        ? null
        : await this.#read(survey, reference, found, reply);
    await this.db.transaction(async (tx) => {
      if (!(await finish(tx, found))) return;
      if (reading === null || survey === undefined) return;
      const facts = factsOf(survey, reading, found);
      await recordIn(tx, reference, facts);
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
    const reading = await readApart('reply', { message, context });
    if (isStopped(reading)) throw new Error(reading.message);
    return reading;
  }
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
