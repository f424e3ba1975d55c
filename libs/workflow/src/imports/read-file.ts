import type { Grid, ImportCheck, ImportContext, RowError } from '@app/contract';
import {
  checkIpa,
  checkMunicipalitiesCsv,
  checkStock,
  checkTransmissions,
  checkVariations,
  csvText,
  fileFault,
  TABLE_LIMITS,
  tableFault,
} from '@app/contract';
import type { FactOf, IstatCode, Municipality, Survey } from '@app/domain';
import { romeDate } from '@app/domain';
import type { NewAddress } from './addresses.js';
import { addressFact, addressOfEvent, ipaChanges } from './addresses.js';
import { boundedErrors } from './bounded-errors.js';
import { checkEvents } from './events.js';
import type { ImportStamp } from './facts.js';
import { stockFact, transmissionFacts, variationFact } from './facts.js';
import { fileGrid } from './file-grid.js';
import { mergeMunicipalities } from './municipalities.js';
import type { AddressChange, ImportedFact, ImportKind } from './types.js';

/** A file to read, with what its lines are read against. */
export interface FileOrder {
  readonly kind: ImportKind;
  readonly bytes: Uint8Array;
  readonly survey: Survey;
  /** Those on record. */
  readonly municipalities: readonly Municipality[];
  readonly stamp: ImportStamp;
}

/** A file that was read: what it would record, and what changes beside the record. */
export interface FileReading {
  readonly rows: number;
  readonly errors: readonly RowError[];
  readonly notes: readonly string[];
  readonly facts: readonly ImportedFact[];
  readonly changes?: readonly AddressChange[];
  /** As they will be. */
  readonly municipalities?: readonly Municipality[];
  readonly addresses?: readonly { readonly municipality: IstatCode; readonly next: NewAddress }[];
}

/** Reads a file for the record, without a database: everything that it says, or every fault. */
export async function readFile(order: FileOrder): Promise<FileReading> {
  if (order.bytes.length > TABLE_LIMITS.bytes) {
    return { rows: 0, errors: [fileFault(1, tableFault.bytes)], notes: [], facts: [] };
  }
  const reading = await readKind(order);
  return { ...reading, errors: boundedErrors(reading.errors) };
}

async function readKind(order: FileOrder): Promise<FileReading> {
  const { kind, bytes, survey, municipalities, stamp } = order;
  const context = { survey, known: new Set(municipalities.map(({ istat }) => istat)) };
  switch (kind) {
    case 'municipalities':
      return readMunicipalities(order);
    case 'events': {
      const check = checkEvents(csvText(bytes), survey, municipalities, stamp);
      return { ...check, notes: [], addresses: eventAddresses(check.facts) };
    }
    case 'ipa':
      return readIpa(order);
    case 'stock':
      return fromTable(order, context, checkStock, (one) => [stockFact(stamp, one)]);
    case 'transmissions':
      return fromTable(order, context, checkTransmissions, (one) => transmissionFacts(stamp, one));
    case 'variations':
      return fromTable(order, context, checkVariations, (one) => [variationFact(stamp, one)]);
  }
}

async function fromTable<T>(
  order: FileOrder,
  context: ImportContext,
  check: (grid: Grid, context: ImportContext) => ImportCheck<T>,
  factsOf: (record: T) => readonly ImportedFact[],
): Promise<FileReading> {
  const grid = await fileGrid(order.bytes);
  if ('message' in grid) return { rows: 0, errors: [grid], notes: [], facts: [] };
  const { rows, records, errors, notes } = check(grid, context);
  // In order of time: an answer finds the transmission that it answers wherever the file has it.
  const facts = records
    .flatMap(factsOf)
    .sort((a, b) => compared(a.fact.occurredAt, b.fact.occurredAt) || a.row - b.row);
  return { rows, errors, notes, facts };
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function readMunicipalities({ bytes, municipalities, stamp }: FileOrder): FileReading {
  const check = checkMunicipalitiesCsv(csvText(bytes));
  const merge = mergeMunicipalities(check.municipalities, municipalities, romeDate(stamp.at));
  const facts = merge.changes.map((change) => ({
    fact: addressFact(stamp, change),
    row: 0,
    when: 'pec_in_letter',
  }));
  const notes = merge.added > 0 ? [`Comuni nuovi: ${merge.added}.`] : [];
  return {
    ...{ rows: check.rows, errors: check.errors, notes, facts, changes: merge.changes },
    municipalities: merge.merged,
  };
}

async function readIpa({ bytes, municipalities, stamp }: FileOrder): Promise<FileReading> {
  const grid = await fileGrid(bytes);
  if ('message' in grid) return { rows: 0, errors: [grid], notes: [], facts: [] };
  const check = checkIpa(grid, municipalities);
  const { changes, notes } = ipaChanges(check.records, municipalities, romeDate(stamp.at));
  const facts = changes.map((change) => ({
    fact: addressFact(stamp, change),
    row: 0,
    when: 'mail1',
  }));
  return {
    ...{ rows: check.rows, errors: check.errors, notes: [...check.notes, ...notes] },
    ...{ facts, changes },
    addresses: changes.map(({ municipality, to: address, validFrom }) => ({
      municipality,
      next: { address, validFrom, source: 'indicepa' },
    })),
  };
}

/** Addresses that events change: an event that changes one changes it where letters read it too. */
const eventAddresses = (facts: readonly ImportedFact[]) =>
  facts
    .map(({ fact }) => fact)
    .filter((fact): fact is FactOf<'address-changed'> => fact.type === 'address-changed')
    .map(addressOfEvent);
