import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Fact, Instant, IstatCode, LocalDate, Municipality, Survey } from '@app/domain';
import { formatDate, fullName, obligationId, romeDate } from '@app/domain';
import type { ChainedFact, EvidenceLetter, EvidenceMessage } from '@app/evidence';
import { writeEvidence } from '@app/evidence';
import type { Signature } from '@app/pec';
import {
  allMunicipalities,
  currentSurveys,
  dispatchBytes,
  dispatchesOfLetters,
  lettersOf,
  loadFacts,
  rawBytes,
  rawById,
  rawOfDispatches,
} from '@app/persistence';
import type { DispatchSummary, RecordedFact } from '@app/persistence';
import PostalMime from 'postal-mime';

/** Which obligation a file is asked for. */
export interface EvidenceRequest {
  readonly municipality: IstatCode;
  readonly round: LocalDate;
  readonly at: Instant;
  /** Anchors that this installation trusts beside the built-in ones, PEM. */
  readonly anchors: readonly string[];
}

/** Gathers the originals of one obligation and writes the file that anyone can check offline. */
@Injectable()
export class EvidenceFile {
  constructor(private readonly db: DataSource) {}

  /** The ZIP's bytes; null when there is no such municipality. */
  async write(request: EvidenceRequest): Promise<Uint8Array | null> {
    const municipality = (await allMunicipalities(this.db)).find(
      ({ istat }) => istat === request.municipality,
    );
    const survey = (await currentSurveys(this.db))[0];
    if (municipality === undefined || survey === undefined) return null;
    const facts = (await loadFacts(this.db, [municipality.istat])).get(municipality.istat) ?? [];
    const { messages, letters } = await this.#originals(
      municipality,
      obligationId(survey.id, request.round),
    );
    const known = new Set(messages.map((message) => message.sha256));
    const named = facts
      .filter((fact) => fact.round === request.round || fact.round === null)
      .flatMap((fact) =>
        fact.evidence === null || known.has(fact.evidence) ? [] : [fact.evidence],
      );
    const replies = await this.#received([...new Set(named)]);
    return writeEvidence({
      ...describe(survey, municipality, request),
      generatedAt: request.at,
      generator: 'Sollecito 0.1.0',
      facts: facts.map(chained),
      names: { [municipality.istat]: fullName(municipality, romeDate(request.at)) },
      messages: [...messages, ...replies],
      letters,
      anchors: request.anchors,
    });
  }

  /** Letters that name the duty, as they left, and every receipt that speaks of them. */
  async #originals(municipality: Municipality, obligation: string) {
    const own = (await lettersOf(this.db, municipality.istat)).filter((letter) =>
      letter.obligations.includes(obligation),
    );
    const attempts = await dispatchesOfLetters(
      this.db,
      own.map((letter) => letter.id),
    );
    const messages: (EvidenceMessage & { readonly sha256: string })[] = [];
    const letters: EvidenceLetter[] = [];
    for (const attempt of attempts) {
      const raw = await dispatchBytes(this.db, attempt.messageId);
      if (raw === null) continue;
      messages.push({ raw, direction: 'sent', at: attempt.submittingAt, sha256: attempt.sha256 });
      const letter = own.find(({ id }) => id === attempt.letter);
      letters.push(...(await attachedFiles(raw, attempt, letter?.subject ?? attempt.letter)));
    }
    const receipts = await rawOfDispatches(
      this.db,
      attempts.map(({ messageId }) => messageId),
    );
    const received = await this.#received(receipts.map(({ sha256 }) => sha256));
    return { messages: [...messages, ...received], letters };
  }

  async #received(
    digests: readonly string[],
  ): Promise<(EvidenceMessage & { readonly sha256: string })[]> {
    const messages: (EvidenceMessage & { readonly sha256: string })[] = [];
    for (const sha256 of digests) {
      const [row, raw] = await Promise.all([rawById(this.db, sha256), rawBytes(this.db, sha256)]);
      if (row === null || raw === null) continue;
      const signature = row.signature as Signature | null;
      messages.push({
        raw,
        sha256,
        direction: 'received',
        at: row.fetchedAt,
        origin: `${row.folder}, UID ${row.uid}, UIDVALIDITY ${row.uidValidity}`,
        ...(signature === null ? {} : { decided: { signature, at: row.fetchedAt } }),
      });
    }
    return messages;
  }
}

/** The files that a letter of ours carries, beside the frozen message: a reader opens the PDF at once. */
async function attachedFiles(
  raw: Uint8Array,
  attempt: DispatchSummary,
  subject: string,
): Promise<EvidenceLetter[]> {
  const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return attachments.map((file, index) => {
    const name = file.filename ?? `allegato-${index + 1}`;
    return {
      name: `${attempt.letter.replaceAll('/', '-')}-tentativo-${attempt.attempt}-${name}`,
      bytes: new Uint8Array(file.content as ArrayBuffer),
      description: `${subject}, allegato ${name}`,
    };
  });
}

/** A recorded fact as the chain hashes it: without its place in the table. */
function chained(recorded: RecordedFact): ChainedFact {
  const { position: _position, previousHash: previous, hash, ...fact } = recorded;
  return { fact: fact as Fact, previous, hash };
}

function describe(survey: Survey, municipality: Municipality, request: EvidenceRequest) {
  const name = fullName(municipality, romeDate(request.at));
  const title = `${name} – ${survey.shortTitle} – dati al ${formatDate(request.round)}`;
  return {
    title,
    description: `Lettere inviate, ricevute, risposte e cronologia dell’adempimento di ${name} per i dati al ${formatDate(request.round)}.`,
  };
}
