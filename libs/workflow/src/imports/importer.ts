import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Grid, ImportCheck, ImportContext, RowError } from '@app/contract';
import {
  checkIpa,
  checkMunicipalitiesCsv,
  checkStock,
  checkTransmissions,
  checkVariations,
  csvText,
} from '@app/contract';
import type { FactOf, IstatCode, PecAddress, Survey } from '@app/domain';
import { formatDate, romeDate } from '@app/domain';
import { sha256 } from '@app/evidence';
import { saveMunicipalities } from '@app/persistence';
import { keepRecorded } from './keep-recorded.js';
import { Recorder } from '../recorder/recorder.js';
import type { ReferenceData } from '../reference.js';
import { Reference } from '../reference.js';
import type { NewAddress } from './addresses.js';
import { addressFact, addressOfEvent, ipaChanges, withAddress } from './addresses.js';
import { checkEvents } from './events.js';
import type { ImportStamp } from './facts.js';
import { stockFact, transmissionFacts, variationFact } from './facts.js';
import { fileGrid } from './file-grid.js';
import { mergeMunicipalities } from './municipalities.js';
import type { AddressChange, ImportedFact, ImportReport, ImportRequest } from './types.js';

/** A file that was read: what it would record, and what changes beside the record. */
interface Reading {
  readonly rows: number;
  readonly errors: readonly RowError[];
  readonly notes: readonly string[];
  readonly facts: readonly ImportedFact[];
  readonly changes?: readonly AddressChange[];
  readonly beside?: (tx: EntityManager) => Promise<void>;
}

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

  async #record(request: ImportRequest, reading: Reading): Promise<ImportReport> {
    const { rows, notes, facts, changes = [] } = reading;
    const rehearse = request.dryRun || (request.kind === 'ipa' && request.confirmed !== true);
    const rowOf = new Map(facts.map(({ fact, row }) => [fact, row]));
    let known = facts.length;
    let applied = true;
    try {
      const result = await this.recorder.record([...rowOf.keys()], async (tx) => {
        await reading.beside?.(tx);
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

async function read(
  request: ImportRequest,
  survey: Survey,
  reference: ReferenceData,
): Promise<Reading> {
  const stamp: ImportStamp = {
    survey: survey.id,
    actor: request.actor,
    at: request.at,
    evidence: sha256(request.bytes),
  };
  const municipalities = [...reference.municipalities.values()];
  const context = { survey, known: new Set(reference.municipalities.keys()) };
  switch (request.kind) {
    case 'municipalities':
      return readMunicipalities(request, reference, stamp);
    case 'events': {
      const check = checkEvents(csvText(request.bytes), survey, municipalities, stamp);
      return { ...check, notes: [], beside: applyEventAddresses(check.facts) };
    }
    case 'ipa':
      return readIpa(request, reference, stamp);
    case 'stock':
      return fromTable(request, context, checkStock, (one) => [stockFact(stamp, one)]);
    case 'transmissions':
      return fromTable(request, context, checkTransmissions, (one) =>
        transmissionFacts(stamp, one),
      );
    case 'variations':
      return fromTable(request, context, checkVariations, (one) => [variationFact(stamp, one)]);
  }
}

async function fromTable<T>(
  request: ImportRequest,
  context: ImportContext,
  check: (grid: Grid, context: ImportContext) => ImportCheck<T>,
  factsOf: (record: T) => readonly ImportedFact[],
): Promise<Reading> {
  const grid = await fileGrid(request.bytes);
  if ('message' in grid) return { rows: 0, errors: [grid], notes: [], facts: [] };
  const { rows, records, errors, notes } = check(grid, context);
  // In order of time: an answer finds the transmission that it answers wherever the file has it.
  const facts = records
    .flatMap(factsOf)
    .sort((a, b) => order(a.fact.occurredAt, b.fact.occurredAt) || a.row - b.row);
  return { rows, errors, notes, facts };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function readMunicipalities(
  request: ImportRequest,
  reference: ReferenceData,
  stamp: ImportStamp,
): Reading {
  const check = checkMunicipalitiesCsv(csvText(request.bytes));
  const known = [...reference.municipalities.values()];
  const merge = mergeMunicipalities(check.municipalities, known, romeDate(request.at));
  const facts = merge.changes.map((change) => ({
    fact: addressFact(stamp, change),
    row: 0,
    when: 'pec_in_letter',
  }));
  const notes = merge.added > 0 ? [`Comuni nuovi: ${merge.added}.`] : [];
  return {
    ...{ rows: check.rows, errors: check.errors, notes, facts, changes: merge.changes },
    beside: (tx) => saveMunicipalities(tx, merge.merged),
  };
}

async function readIpa(
  request: ImportRequest,
  reference: ReferenceData,
  stamp: ImportStamp,
): Promise<Reading> {
  const grid = await fileGrid(request.bytes);
  if ('message' in grid) return { rows: 0, errors: [grid], notes: [], facts: [] };
  const municipalities = [...reference.municipalities.values()];
  const check = checkIpa(grid, municipalities);
  const { changes, notes } = ipaChanges(check.records, municipalities, romeDate(request.at));
  const facts = changes.map((change) => ({
    fact: addressFact(stamp, change),
    row: 0,
    when: 'mail1',
  }));
  return {
    ...{ rows: check.rows, errors: check.errors, notes: [...check.notes, ...notes] },
    ...{ facts, changes },
    beside: async (tx) => {
      for (const { municipality, to, validFrom } of changes) {
        await changeAddress(tx, municipality, { address: to, validFrom, source: 'indicepa' });
      }
    },
  };
}

/** Letters read the address where the municipality is kept: an event that changes it changes it there too. */
function applyEventAddresses(facts: readonly ImportedFact[]): (tx: EntityManager) => Promise<void> {
  const changes = facts
    .map(({ fact }) => fact)
    .filter((fact): fact is FactOf<'address-changed'> => fact.type === 'address-changed')
    .map(addressOfEvent);
  return async (tx) => {
    for (const { municipality, next } of changes) await changeAddress(tx, municipality, next);
  };
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
