import type { StockRecord, TransmissionRecord, VariationRecord } from '@app/contract';
import type { Fact, FactPayloads, FactType, Instant, IstatCode, LocalDate } from '@app/domain';
import { normaliseUnitKey } from '@app/domain';
import { canonicalJson, sha256 } from '@app/evidence';
import type { ImportedFact } from './types.js';

/** What every fact of one file shares. */
export interface ImportStamp {
  readonly survey: string;
  readonly actor: string;
  readonly at: Instant;
  /** SHA-256 of the file. */
  readonly evidence: string;
}

/**
 * The id of an imported fact, made of what it says: the same row imported twice, from whatever file, is one fact.
 *
 * @example importId('variation', { municipality: '110001', … }) //=> 'import/variation/0f3c…'
 */
export function importId(kind: string, content: unknown): string {
  return `import/${kind}/${sha256(canonicalJson(content)).slice(0, 32)}`;
}

interface Own<T extends FactType> {
  readonly type: T;
  readonly municipality: IstatCode;
  readonly round: LocalDate | null;
  readonly occurredAt: Instant;
  readonly payload: FactPayloads[T];
  /** What the id is made of, beside survey, municipality, round and type. */
  readonly content: unknown;
}

/** A fact of an import, recorded now. */
export function importedFact<T extends FactType>(stamp: ImportStamp, own: Own<T>): Fact {
  const { type, municipality, round, occurredAt, payload, content } = own;
  const { survey, actor, at, evidence } = stamp;
  const id = importId(type, { survey, municipality, round, content });
  return {
    ...{ id, type, survey, municipality, round, occurredAt, recordedAt: at },
    ...{ actor, source: 'import', evidence, payload },
  } as Fact;
}

/** One snapshot: its id knows the dwellings in whatever order and however their codes are written. */
export function stockFact(stamp: ImportStamp, record: StockRecord): ImportedFact {
  const { row, municipality, reference, takenAt, units } = record;
  const content = units
    .map(({ key, status }) => [normaliseUnitKey(key), status.trim().toLowerCase()].join(' '))
    .sort();
  const fact = importedFact(stamp, {
    type: 'snapshot',
    municipality,
    round: null,
    occurredAt: takenAt ?? stamp.at,
    payload: { reference, units },
    content: { reference, takenAt, units: content },
  });
  return { fact, row, when: 'rilevato_il' };
}

/** The transmission and, where there is one, the Region's answer. */
export function transmissionFacts(stamp: ImportStamp, record: TransmissionRecord): ImportedFact[] {
  const { row, municipality, round, at, mode, units, outcome } = record;
  const own = { municipality, round };
  const sent = importedFact(stamp, {
    ...own,
    type: 'transmitted',
    occurredAt: at,
    payload: units === null ? { mode } : { mode, units },
    content: { at, mode, units },
  });
  const first = { fact: sent, row, when: 'data_trasmissione' };
  if (outcome === null) return [first];
  const when = { occurredAt: outcome.at, content: { at, outcome } };
  const answer =
    outcome.type === 'validated'
      ? importedFact(stamp, { ...own, ...when, type: 'validated', payload: {} })
      : importedFact(stamp, {
          ...own,
          ...when,
          type: 'rejected',
          payload: { reason: outcome.reason },
        });
  return [first, { fact: answer, row, when: 'data_esito' }];
}

/** One variation. */
export function variationFact(stamp: ImportStamp, record: VariationRecord): ImportedFact {
  const { row, municipality, kind, date, units, at, code } = record;
  const fact = importedFact(stamp, {
    type: 'variation',
    municipality,
    round: null,
    occurredAt: at,
    payload: { kind, date, units },
    content: { kind, date, units, at, code },
  });
  return { fact, row, when: 'data' };
}
