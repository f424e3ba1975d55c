import type { Fact } from '@app/domain';
import { isRecord } from './parse-manifest.js';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isText = (value: unknown): boolean => typeof value === 'string';
const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));

/** Payloads that a check looks into, by the members that it needs. */
const LETTER = { letter: isText, rung: isText };
const DECISION = {
  ...LETTER,
  obligations: (value: unknown) => Array.isArray(value) && value.every(isText),
};
const PAYLOADS: Readonly<Record<string, Readonly<Record<string, (value: unknown) => boolean>>>> = {
  queued: DECISION,
  sent: DECISION,
  'address-changed': { pec: isText },
};

/** Whether what a timeline calls a fact can be read as one: its text comes from a file under suspicion. */
export function isFact(value: Fact): boolean {
  const fact: unknown = value;
  if (!isRecord(fact) || !isRecord(fact['payload'])) return false;
  const { payload } = fact;
  const texts = ['id', 'type', 'survey', 'municipality', 'actor', 'source'];
  const optional = ['round', 'evidence'];
  return (
    texts.every((member) => isText(fact[member])) &&
    optional.every((member) => fact[member] === null || isText(fact[member])) &&
    isInstant(fact['occurredAt']) &&
    isInstant(fact['recordedAt']) &&
    (payload['letter'] === undefined || isText(payload['letter'])) &&
    Object.entries(PAYLOADS[fact['type'] as string] ?? {}).every(([member, fits]) =>
      fits(payload[member]),
    )
  );
}
