import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RowError } from '@app/contract';
import { fileFault } from '@app/contract';
import type { IstatCode, PecAddress, Survey } from '@app/domain';
import { formatDate, romeDate } from '@app/domain';
import { sha256 } from '@app/evidence';
import { saveMunicipalities } from '@app/persistence';
import { keepRecorded } from './keep-recorded.js';
import { Recorder } from '../recorder/recorder.js';
import type { ReferenceData } from '../reference.js';
import { Reference } from '../reference.js';
import type { NewAddress } from './addresses.js';
import { withAddress } from './addresses.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';
import type { FileReading } from './read-file.js';
import type { ImportedFact, ImportReport, ImportRequest } from './types.js';

/** Thrown inside a dry run's transaction, so that nothing of it stays. */
class DryRun extends Error {}

/** Takes files into the record: checked whole, recorded whole or not at all; a dry run is the same without the end. */
@Injectable()
export class Importer {
  constructor(
    private readonly reference: Reference,
    private readonly recorder: Recorder,
  ) {}

  /**
   * Imports a file, all or nothing. Imported twice it records once.
   *
   * @example (await importer.run({ kind: 'variations', bytes, actor: 'rossi', at, dryRun: true })).accepted //=> 12
   */
  async run(request: ImportRequest): Promise<ImportReport> {
    const reference = await this.reference.load();
    const survey = surveyOf(reference, request.survey);
    if (survey === undefined) {
      const message = `la ricognizione «${request.survey ?? ''}» non esiste: indicarne una di ${[...reference.surveys.keys()].join(', ')}`;
      return refused(0, [{ row: 0, column: '', value: '', message }], []);
    }
    const reading = await read(request, survey, reference);
    const errors = [...reading.errors, ...futureFacts(reading.facts, request)];
    if (errors.length > 0) return refused(reading.rows, errors, reading.notes);
    return this.#record(request, reading);
  }

  async #record(request: ImportRequest, reading: FileReading): Promise<ImportReport> {
    const { rows, notes, facts, changes = [] } = reading;
    const rehearse = request.dryRun || (request.kind === 'ipa' && request.confirmed !== true);
    const rowOf = new Map(facts.map(({ fact, row }) => [fact, row]));
    let known = facts.length;
    let applied = true;
    try {
      const result = await this.recorder.record([...rowOf.keys()], async (tx) => {
        await saveBeside(tx, reading);
        if (rehearse) throw new DryRun();
        await keepRecorded(tx, request, facts.length);
      });
      if ('refused' in result) {
        const errors = result.refused.map(({ fact, refusal }) => ({
          row: rowOf.get(fact) ?? 0,
          column: '',
          value: fact.type,
          message: refusal.message,
        }));
        return refused(rows, errors, notes);
      }
      const ids = new Set(facts.map(({ fact }) => `${fact.municipality}/${fact.id}`));
      const fresh = result.recorded.filter((one) => ids.has(`${one.municipality}/${one.id}`));
      known = facts.length - fresh.length;
    } catch (error) {
      if (!(error instanceof DryRun)) throw error;
      applied = false;
    }
    const recorded = applied ? facts.length - known : 0;
    return {
      ...{ rows, accepted: rows, errors: [], notes, changes, applied, recorded },
      known: applied ? known : 0,
    };
  }
}

function refused(
  rows: number,
  errors: readonly RowError[],
  notes: readonly string[],
): ImportReport {
  const sorted = [...errors].sort((a, b) => a.row - b.row);
  const nothing = { accepted: 0, recorded: 0, known: 0, applied: false, changes: [] };
  return { rows, errors: sorted, notes, ...nothing };
}

function surveyOf(reference: ReferenceData, wanted: string | undefined): Survey | undefined {
  return wanted === undefined ? [...reference.surveys.values()][0] : reference.surveys.get(wanted);
}

/** Nobody records what has not happened yet. */
function futureFacts(facts: readonly ImportedFact[], { at }: ImportRequest): RowError[] {
  return facts
    .filter(({ fact }) => fact.occurredAt > at)
    .map(({ fact, row, when }) => ({
      row,
      column: when,
      value: formatDate(romeDate(fact.occurredAt)),
      message: `scrivere un momento non successivo a oggi, ${formatDate(romeDate(at))}`,
    }));
}

/** Reads a file in a process of its own: a hostile one is refused with the limit that it goes beyond. */
async function read(
  request: ImportRequest,
  survey: Survey,
  reference: ReferenceData,
): Promise<FileReading> {
  const { kind, bytes, actor, at } = request;
  const reading = await readApart('file', {
    ...{ kind, bytes, survey, municipalities: [...reference.municipalities.values()] },
    stamp: { survey: survey.id, actor, at, evidence: sha256(bytes) },
  });
  if (!isStopped(reading)) return reading;
  const message = `${reading.message}: salvarlo di nuovo, oppure dividerlo in più file`;
  return { rows: 0, errors: [fileFault(1, message)], notes: [], facts: [] };
}

/** What a file changes beside the record: letters read the address where the municipality is kept. */
async function saveBeside(
  tx: EntityManager,
  { municipalities, addresses = [] }: FileReading,
): Promise<void> {
  if (municipalities !== undefined) await saveMunicipalities(tx, municipalities);
  for (const { municipality, next } of addresses) await changeAddress(tx, municipality, next);
}

/** Gives a municipality a new address to write to. Locks its row: two changes at once are one after the other. */
export async function changeAddress(
  tx: EntityManager,
  municipality: IstatCode,
  next: NewAddress,
): Promise<void> {
  const [row] = (await tx.query('select addresses from municipality where istat = $1 for update', [
    municipality,
  ])) as { addresses: PecAddress[] }[];
  const addresses = row?.addresses ?? [];
  const same = (one: PecAddress): boolean =>
    one.address === next.address && one.validFrom === next.validFrom;
  if (addresses.some(same)) return;
  await tx.query('update municipality set addresses = $2::jsonb where istat = $1', [
    municipality,
    JSON.stringify(withAddress(addresses, next)),
  ]);
}
