import type { Instant, LocalDate } from '@app/domain';
import { DomainError, instant, localDate } from '@app/domain';
import { LONGEST_TEXT, textFault, unreadableIn } from '../text-fault.js';
import { LineFault } from './types.js';

/** What every event line has, before its type is looked at. */
export interface EventLine {
  readonly line: number;
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly recordedAt: Instant;
  readonly municipality: string | null;
  readonly round: LocalDate | null;
  readonly actor: string;
  readonly evidence: string | null;
  /** All fields of the line: the payload's are among them. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Reads one JSON line. @throws LineFault naming the field */
export function readLine(text: string, line: number): EventLine {
  const fields = readObject(text);
  const at = readInstant(fields, 'at');
  const recordedAt = isAbsent(fields['recordedAt']) ? at : readInstant(fields, 'recordedAt');
  if (recordedAt < at) {
    throw new LineFault(
      'recordedAt',
      fields['recordedAt'],
      `un istante non anteriore a at (${at})`,
    );
  }
  return {
    line,
    id: readText(fields, 'id') ?? `event-${line}`,
    type: required(fields, 'type'),
    at,
    recordedAt,
    municipality: readText(fields, 'municipality'),
    round: readRound(fields),
    actor: readText(fields, 'actor') ?? 'file eventi',
    evidence: readText(fields, 'evidence'),
    fields,
  };
}

function readObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new LineFault('riga', text, 'un oggetto JSON su una riga sola');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new LineFault('riga', text, 'un oggetto JSON su una riga sola');
  }
  const unreadable = unreadableIn(value);
  if (unreadable !== null) {
    const { name, value: found, fault } = unreadable;
    throw new LineFault(name, found ?? name, `un testo leggibile: questo ${fault}`);
  }
  const { payload, ...flat } = value as Record<string, unknown>;
  // The contract writes the fields flat; a nested payload, as exports have it, says the same.
  return payload !== null && typeof payload === 'object' ? { ...payload, ...flat } : flat;
}

function readText(fields: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = fields[field];
  if (isAbsent(value)) return null;
  if (typeof value !== 'string' || value.trim() === '') {
    throw new LineFault(field, value, 'un testo tra virgolette');
  }
  const fault = textFault(value, 'text', LONGEST_TEXT);
  if (fault !== null) throw new LineFault(field, value, `un testo leggibile: questo ${fault}`);
  return value.trim();
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function required(fields: Readonly<Record<string, unknown>>, field: string): string {
  const value = readText(fields, field);
  if (value === null) throw new LineFault(field, undefined, 'un testo tra virgolette');
  return value;
}

function readInstant(fields: Readonly<Record<string, unknown>>, field: string): Instant {
  return domainRead(fields, field, instant);
}

function readRound(fields: Readonly<Record<string, unknown>>): LocalDate | null {
  return isAbsent(fields['round']) ? null : domainRead(fields, 'round', localDate);
}

/** A reader of the domain whose error becomes the line's. */
export function domainRead<T>(
  fields: Readonly<Record<string, unknown>>,
  field: string,
  read: (text: string, field: string) => T,
): T {
  try {
    return read(fields[field] as string, field);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new LineFault(field, fields[field], error.expected);
  }
}
