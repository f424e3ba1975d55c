import { DomainError, instant } from '@app/domain';
import type { ActivityPlace } from '@app/persistence';
import { queryText } from '../../view/paging.js';

/** @example placeText({ at: '2022-03-16T08:00:00.000Z', place: 'act/000000001' }) //=> '2022-03-16T08:00:00.000Z~act/000000001' */
export const placeText = ({ at, place }: ActivityPlace): string => `${at}~${place}`;

/** The place of the register that an address names; undefined for anything else. */
export function placeAsked(value: unknown): ActivityPlace | undefined {
  const [, at, place] = /^([^~]+)~(.+)$/.exec(queryText(value) ?? '') ?? [];
  if (at === undefined || place === undefined) return undefined;
  try {
    return { at: instant(at, 'luogo'), place };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
