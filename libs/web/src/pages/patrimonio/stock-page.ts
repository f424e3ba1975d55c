import { formatDate, VARIATION_NAMES } from '@app/domain';
import type { LocalDate, StockComparison } from '@app/domain';
import type { SnapshotSummary, VariationLine } from '@app/persistence';
import type { StockLine } from '@app/workflow';
import { withQuery } from '../../view/paging.js';

/** Ways in which a dwelling differs, by the name that each has in addresses. */
export const DIFFERENCES = {
  nuovi: { word: 'Nuovo', one: 'nuovo', many: 'nuovi', icon: 'it-plus-circle', tone: 'primary' },
  cessati: {
    word: 'Cessato',
    one: 'cessato',
    many: 'cessati',
    icon: 'it-minus-circle',
    tone: 'secondary',
  },
  cambiati: {
    word: 'Cambiato',
    one: 'cambiato',
    many: 'cambiati',
    icon: 'it-exchange-circle',
    tone: 'warning',
  },
  spariti: {
    word: 'Sparito: anomalia',
    one: 'sparito',
    many: 'spariti',
    icon: 'it-error',
    tone: 'danger',
  },
} as const;

export type DifferenceKind = keyof typeof DIFFERENCES;

export const DIFFERENCE_KINDS = Object.keys(DIFFERENCES) as DifferenceKind[];

/** How many columns of snapshots the overview shows: the latest. */
const COLUMNS = 4;

/** One dwelling that differs. */
export interface DifferenceLine {
  readonly kind: DifferenceKind;
  readonly key: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The differences as lines, the anomalies first. */
export function differenceLines({ added, ceased, changed, vanished }: StockComparison) {
  const line = (
    kind: DifferenceKind,
    key: string,
    before: string | null,
    after: string | null,
  ): DifferenceLine & { readonly word: (typeof DIFFERENCES)[DifferenceKind] } => ({
    ...{ kind, key, before, after },
    word: DIFFERENCES[kind],
  });
  return [
    ...vanished.map(({ key, status }) => line('spariti', key, status, null)),
    ...ceased.map(({ key, from, to }) => line('cessati', key, from, to)),
    ...changed.map(({ key, from, to }) => line('cambiati', key, from, to)),
    ...added.map(({ key, status }) => line('nuovi', key, null, status)),
  ];
}

/** How many dwellings differ, by way; in the order of the table. */
export function differenceCounts(diff: StockComparison): Record<DifferenceKind, number> {
  return {
    nuovi: diff.added.length,
    cessati: diff.ceased.length,
    cambiati: diff.changed.length,
    spariti: diff.vanished.length,
  };
}

/** @example comparisonHref('110001', '2021-06-30', '2021-12-31') //=> '/patrimonio/confronto?comune=110001&da=…' */
export function comparisonHref(istat: string, from: LocalDate, to: LocalDate): string {
  return withQuery('/patrimonio/confronto', { comune: istat, da: from, a: to });
}

/** The overview: municipalities by snapshots, and what the last two say together. */
export function overview(lines: readonly StockLine[], nameOf: (istat: string) => string) {
  const references = [
    ...new Set(lines.flatMap(({ snapshots }) => snapshots.map(({ reference }) => reference))),
  ]
    .sort()
    .slice(-COLUMNS);
  return {
    references,
    rows: lines.map((line) => overviewRow(line, references, nameOf)),
  };
}

function overviewRow(
  { municipality, snapshots, latest }: StockLine,
  references: readonly LocalDate[],
  nameOf: (istat: string) => string,
) {
  const [before, after] = snapshots.slice(-2);
  return {
    istat: municipality,
    name: nameOf(municipality),
    cells: references.map((reference) => {
      const at = snapshots.findIndex((one) => one.reference === reference);
      const earlier = snapshots[at - 1];
      return {
        reference,
        units: snapshots[at]?.units ?? null,
        href:
          at > 0 && earlier !== undefined
            ? comparisonHref(municipality, earlier.reference, reference)
            : null,
      };
    }),
    latest: latest === null ? null : latestWords(latest),
    latestHref:
      before === undefined || after === undefined
        ? null
        : comparisonHref(municipality, before.reference, after.reference),
    first: snapshots.length === 1,
    none: snapshots.length === 0,
  };
}

function latestWords(diff: StockComparison) {
  const counts = differenceCounts(diff);
  const told = DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0);
  return {
    same: told.length === 0,
    anomaly: counts.spariti > 0,
    text: told
      .map((kind) => `${counts[kind]} ${DIFFERENCES[kind][counts[kind] === 1 ? 'one' : 'many']}`)
      .join(', '),
  };
}

/** A snapshot as a choice of a list. */
export function snapshotChoice({ reference, units }: SnapshotSummary, chosen: string | undefined) {
  return {
    value: reference,
    word: `${formatDate(reference)} (${units} alloggi)`,
    selected: reference === chosen,
  };
}

/** A line of the register of variations. */
export function variationLine(one: VariationLine, nameOf: (istat: string) => string) {
  return {
    ...one,
    name: nameOf(one.municipality),
    word: VARIATION_NAMES[one.kind],
    file: one.evidence === null ? null : `/messaggi/${one.evidence}`,
  };
}
