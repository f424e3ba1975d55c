import { addressOn, diffStock, formatDate, fullName, romeDate } from '@app/domain';
import type { AddressSource, AddressState, FactOf, Instant, Snapshot, Survey } from '@app/domain';
import type { Standing } from '@app/workflow';
import { timelineLine } from '../../view/fact-words.js';
import { links } from '../../view/links.js';
import type { StatusWord } from '../../vocabulary.js';
import { obligationWord } from '../../vocabulary.js';

const SOURCES: Readonly<Record<AddressSource, string>> = {
  letter: 'lettera della Regione',
  indicepa: 'IndicePA',
  officer: 'ufficio',
  event: 'evento',
};

const ADDRESS_STATES: Readonly<Record<AddressState, StatusWord>> = {
  working: { word: 'Funziona', icon: 'it-check-circle', tone: 'success' },
  failing: { word: 'Non riceve', icon: 'it-close-circle', tone: 'danger' },
  'not-pec': { word: 'Non è una PEC', icon: 'it-warning-circle', tone: 'danger' },
  untried: { word: 'Mai provato', icon: 'it-help-circle', tone: 'secondary' },
};

const isSnapshot = (fact: Standing['facts'][number]): fact is FactOf<'snapshot'> =>
  fact.type === 'snapshot';

/** Snapshots with the record-level difference from the one before. */
export function stockLines(facts: Standing['facts']) {
  const byReference = new Map<string, Snapshot>();
  for (const { payload } of facts.filter(isSnapshot)) byReference.set(payload.reference, payload);
  const ordered = [...byReference.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return ordered.map((snapshot, index) => {
    const before = ordered[index - 1];
    const diff = before === undefined ? null : diffStock(before.units, snapshot.units);
    return {
      reference: snapshot.reference,
      units: snapshot.units.length,
      before: before?.reference ?? null,
      same:
        diff !== null &&
        diff.added.length + diff.ceased.length + diff.changed.length + diff.vanished.length === 0,
      diff: diff === null ? null : diffLines(diff),
    };
  });
}

function diffLines(diff: ReturnType<typeof diffStock>) {
  return [
    ...diff.added.map(({ key, status }) => ({ key, change: 'Nuovo', detail: status })),
    ...diff.ceased.map(({ key, from, to }) => ({
      key,
      change: 'Cessato',
      detail: `da ${from} a ${to}`,
    })),
    ...diff.changed.map(({ key, from, to }) => ({
      key,
      change: 'Cambiato',
      detail: `da ${from} a ${to}`,
    })),
    ...diff.vanished.map(({ key, status }) => ({
      key,
      change: 'Sparito: anomalia',
      detail: `era ${status}`,
    })),
  ];
}

/** How the municipality stands in one survey. */
export interface SurveyStanding extends Pick<Survey, 'rungs'> {
  readonly title: string;
  readonly standing: Standing;
  /** Why it can't be planned; null: it can. */
  readonly fault: string | null;
}

/** Everything that the page of one municipality shows. */
export function municipalityPage(standings: readonly SurveyStanding[], now: Instant) {
  const { municipality } = standings[0]!.standing;
  const today = romeDate(now);
  const current = addressOn(municipality, today);
  return {
    fullName: fullName(municipality, today),
    name: municipality.name,
    istat: municipality.istat,
    belfiore: municipality.belfiore,
    closing: municipality.closingDays.map((day) =>
      day.length === 5
        ? `${day.slice(3)}/${day.slice(0, 2)} di ogni anno`
        : formatDate(day as never),
    ),
    noAddress: current === null,
    addresses: municipality.addresses.map((address) => ({
      address: address.address,
      from: address.validFrom,
      to: address.validTo,
      source: SOURCES[address.source],
      status: ADDRESS_STATES[address.state],
      current: address === current,
      receiveOnly: address.receiveOnly === true,
    })),
    surveys: standings.map(({ title, rungs, standing, fault }) => ({
      title,
      fault,
      obligations: standing.obligations.map((state) => ({
        href: links.obligation(state.municipality, state.obligation),
        reference: state.round,
        due: state.due.date,
        status: obligationWord(state),
        explanation: state.explanation,
      })),
      stock: stockLines(standing.facts),
      timeline: standing.facts
        .map((fact) => timelineLine({ rungs }, fact))
        .sort((a, b) => (a.at < b.at ? 1 : -1)),
    })),
  };
}
