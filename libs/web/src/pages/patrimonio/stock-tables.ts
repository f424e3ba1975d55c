import { formatDate, VARIATION_NAMES } from '@app/domain';
import type { LocalDate, Survey } from '@app/domain';
import type { SnapshotSummary, VariationLine } from '@app/persistence';
import type { ExportTable } from '@app/workflow';
import { column } from '@app/workflow';
import type { variationsAsked } from './stock-asked.js';

type NameOf = (istat: string) => string;

/** The snapshots as a table, one row each; who has none has a row that says so. */
export function snapshotsTable(
  survey: Survey,
  municipalities: readonly string[],
  snapshots: readonly SnapshotSummary[],
  { nameOf, text, takenOn }: { nameOf: NameOf; text: string | undefined; takenOn: LocalDate },
): ExportTable {
  const own = new Map<string, SnapshotSummary[]>();
  for (const one of snapshots) {
    const known = own.get(one.municipality);
    if (known === undefined) own.set(one.municipality, [one]);
    else known.push(one);
  }
  return {
    file: 'patrimonio',
    title: 'Fotografie del patrimonio',
    notes: text === undefined ? [] : [`Comuni il cui nome contiene «${text}».`],
    office: survey.office,
    takenOn,
    columns: [
      column('istat', 'Codice ISTAT'),
      column('municipality', 'Comune'),
      column('reference', 'Dati al', 'date'),
      column('units', 'Alloggi', 'number'),
      column('recordedAt', 'Registrata il', 'moment'),
      column('actor', 'Registrata da'),
    ],
    rows: municipalities.flatMap((istat): ExportTable['rows'] => {
      const found = own.get(istat);
      if (found === undefined) return [[istat, nameOf(istat), null, null, null, null]];
      return found.map(({ reference, units, recordedAt, actor }) => [
        ...[istat, nameOf(istat), reference, units, recordedAt, actor],
      ]);
    }),
  };
}

/** The register of variations as a table. */
export function variationsTable(
  survey: Survey,
  variations: readonly VariationLine[],
  filter: ReturnType<typeof variationsAsked>['filter'],
  { nameOf, takenOn }: { nameOf: NameOf; takenOn: LocalDate },
): ExportTable {
  const { municipality, kind, from, to } = filter;
  return {
    file: 'variazioni',
    title: 'Registro delle variazioni',
    notes: [
      ...(municipality === undefined ? [] : [`Comune: ${nameOf(municipality)}.`]),
      ...(kind === undefined ? [] : [`Tipo: ${VARIATION_NAMES[kind]}.`]),
      ...(from === undefined ? [] : [`Dal ${formatDate(from)}.`]),
      ...(to === undefined ? [] : [`Fino al ${formatDate(to)}.`]),
    ],
    office: survey.office,
    takenOn,
    columns: [
      column('date', 'Data', 'date'),
      column('istat', 'Codice ISTAT'),
      column('municipality', 'Comune'),
      column('kind', 'Tipo'),
      column('units', 'Alloggi', 'number'),
      column('takenBack', 'Rettificata'),
      column('recordedAt', 'Registrata il', 'moment'),
      column('actor', 'Registrata da'),
    ],
    rows: variations.map((one) => [
      ...[one.date, one.municipality, nameOf(one.municipality), VARIATION_NAMES[one.kind]],
      ...[one.units, one.takenBack ? 'sì' : 'no', one.recordedAt, one.actor],
    ]),
  };
}
