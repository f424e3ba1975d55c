import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant, IstatCode, LocalDate, Municipality, Refusal, Survey } from '@app/domain';
import { formatDate, fullName, obligationId, romeDate } from '@app/domain';
import type { EvidenceReport } from '@app/evidence';
import { checkTimeline, PROOF_WORDS, verifyEvidence, writeEvidence } from '@app/evidence';
import { allMunicipalities, currentSurveys } from '@app/persistence';
import { gatherOriginals } from './originals.js';

/** Which obligation a file is asked for. */
export interface EvidenceRequest {
  readonly municipality: IstatCode;
  readonly round: LocalDate;
  readonly at: Instant;
  /** Anchors that this installation trusts beside the built-in ones, PEM. */
  readonly anchors: readonly string[];
}

/** A file with what its own verification says: it holds. */
export interface EvidenceMade {
  readonly bytes: Uint8Array;
  readonly report: EvidenceReport;
}

/** Why there is no file: what is on record and what is kept do not agree. */
export interface EvidenceRefusal extends Refusal {
  /** One Italian sentence each. */
  readonly faults: readonly string[];
}

/**
 * Gathers the originals of one obligation and writes the file that anyone can check offline. Nothing is handed over that
 * the record does not bear out: every original is compared with its digest first, and the file is verified once it is
 * made.
 */
@Injectable()
export class EvidenceFile {
  constructor(private readonly db: DataSource) {}

  /** The file, or why it can't be made; null when there is no such municipality. */
  async write(request: EvidenceRequest): Promise<EvidenceMade | EvidenceRefusal | null> {
    const municipality = (await allMunicipalities(this.db)).find(
      ({ istat }) => istat === request.municipality,
    );
    const survey = (await currentSurveys(this.db))[0];
    if (municipality === undefined || survey === undefined) return null;
    const gathered = await this.db.transaction('REPEATABLE READ', (tx) =>
      gatherOriginals(tx, municipality, obligationId(survey.id, request.round)),
    );
    if (gathered.faults.length > 0) return refusal(gathered.faults);
    const { facts, messages, letters } = gathered;
    const chains = checkTimeline(facts);
    if (!chains.ok) return refusal(chains.problems.map(({ message }) => message));
    const { istat, addresses } = municipality;
    const bytes = writeEvidence({
      ...describe(survey, municipality, request),
      generatedAt: request.at,
      generator: 'Sollecito 0.1.0',
      facts,
      names: { [istat]: fullName(municipality, romeDate(request.at)) },
      addresses: { [istat]: addresses.map(({ address }) => address) },
      messages,
      letters,
      anchors: request.anchors,
    });
    const report = verifyEvidence(bytes);
    return report.ok ? { bytes, report } : refusal(report.problems.map(({ message }) => message));
  }
}

const refusal = (faults: readonly string[]): EvidenceRefusal => ({
  refused: true,
  code: 'originals',
  message: PROOF_WORDS.notMade(faults.length),
  faults,
});

function describe(survey: Survey, municipality: Municipality, request: EvidenceRequest) {
  const name = fullName(municipality, romeDate(request.at));
  const title = `${name} – ${survey.shortTitle} – dati al ${formatDate(request.round)}`;
  return {
    title,
    description: `Lettere inviate, ricevute, risposte e cronologia dell’adempimento di ${name} per i dati al ${formatDate(request.round)}.`,
  };
}
