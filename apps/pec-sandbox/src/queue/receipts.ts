import { providerId } from '../ids.js';
import type { Kind } from '../pec/kinds.js';
import { PROVIDER_A, providerById, usualProvider, type Provider } from '../providers.js';
import type { Fate } from '../script/fates.js';
import { ms, type Recipient, type Timing } from '../script/schema.js';
import type { ReceiptEvent } from './events.js';

/** What the receipts of one submission have in common. */
export interface Case {
  readonly seq: number;
  readonly at: number;
  readonly user: string;
  /** Digest of the submission: identifiers follow from it. */
  readonly seed: string;
  readonly timing: Timing;
  /** Extra wait for the acceptance (fault). */
  readonly acceptanceDelay: number;
}

/** Fates under which a recipient isn't a certified address. */
export const isCertified = (fate: Fate): boolean => fate.do !== 'not-certified';

export const providerOf = (entry: Recipient | null, address: string): Provider =>
  entry?.provider === undefined ? usualProvider(address) : providerById(entry.provider);

type Extra = Partial<Pick<ReceiptEvent, 'recipient' | 'error' | 'detail' | 'hours' | 'issuedAt'>>;

function receipt(
  one: Case,
  provider: Provider,
  kind: Kind,
  label: string,
  at: number,
  extra: Extra = {},
): ReceiptEvent {
  const issuedAt = extra.issuedAt ?? at;
  return {
    type: 'receipt',
    id: `${one.seq}-${label}`,
    at,
    mailbox: one.user,
    provider: provider.id,
    kind,
    messageId: providerId(provider, issuedAt, `${one.seed}/${label}`),
    ...extra,
    issuedAt,
  };
}

/** The acceptance, or its lack: one for the whole submission. */
export function acceptanceEvents(one: Case, fates: readonly Fate[]): ReceiptEvent[] {
  if (fates.some((fate) => fate.do === 'no-acceptance')) return [];
  const at = one.at + one.timing.acceptance + one.acceptanceDelay;
  const refused = fates.find((fate) => fate.do === 'non-acceptance');
  if (refused?.do === 'non-acceptance') {
    const detail = refused.reason ?? 'il messaggio non rispetta i controlli formali';
    return [nonAcceptance(one, detail, 'altro')];
  }
  const late = fates.some((fate) => fate.do === 'out-of-order-receipts');
  const first = receipt(one, PROVIDER_A, 'acceptance', 'acceptance', at);
  if (late) return [{ ...first, at: at + one.timing.delivery + 30_000 }];
  if (!fates.some((fate) => fate.do === 'duplicate-receipts')) return [first];
  return [first, { ...first, id: `${first.id}-again`, at: at + 1000 }, reissued(one, first)];
}

/** Refused by the sender's provider after the 250: the message goes nowhere. */
export function nonAcceptance(one: Case, detail: string, error: 'altro' | 'virus'): ReceiptEvent {
  const at = one.at + one.timing.acceptance + one.acceptanceDelay;
  return receipt(one, PROVIDER_A, 'non-acceptance', 'non-acceptance', at, { error, detail });
}

function reissued(one: Case, first: ReceiptEvent): ReceiptEvent {
  const at = first.at + 5000;
  return {
    ...first,
    id: `${first.id}-reissued`,
    at,
    issuedAt: at,
    messageId: providerId(providerById(first.provider), at, `${one.seed}/${first.id}/reissued`),
  };
}

/** The moment a fate puts the letter into the recipient's mailbox, or null. */
export function deliveryTime(one: Case, fate: Fate): number | null {
  switch (fate.do) {
    case 'delivered':
    case 'duplicate-receipts':
    case 'out-of-order-receipts':
      return one.at + after(fate.after, one.timing.delivery);
    case 'notice-12h-then-delivery':
      return one.at + ms(fate.after, 'PT15H');
    case 'no-acceptance':
      return fate.delivery === true ? one.at + one.timing.delivery : null;
    default:
      return null;
  }
}

const after = (given: string | undefined, usual: number): number =>
  given === undefined ? usual : ms(given, given);

/** What the sender hears about one recipient after the acceptance. */
export function recipientEvents(
  one: Case,
  recipient: string,
  index: number,
  fate: Fate,
  provider: Provider,
): ReceiptEvent[] {
  const about = (label: string): string => `${index}-${label}`;
  const deliveredAt = deliveryTime(one, fate);
  const delivery = (at: number): ReceiptEvent =>
    receipt(one, provider, 'delivery', about('delivery'), at, { recipient });
  switch (fate.do) {
    case 'delivered': {
      const at = deliveredAt ?? one.at;
      return fate.takenInCharge === true
        ? [
            receipt(
              one,
              provider,
              'taken-in-charge',
              about('taken'),
              Math.max(one.at + one.timing.acceptance, at - 5000),
              { recipient },
            ),
            delivery(at),
          ]
        : [delivery(at)];
    }
    case 'duplicate-receipts': {
      const first = delivery(deliveredAt ?? one.at);
      return [
        first,
        { ...first, id: `${first.id}-again`, at: first.at + 1000 },
        reissued(one, first),
      ];
    }
    case 'out-of-order-receipts':
    case 'no-acceptance':
      return deliveredAt === null ? [] : [delivery(deliveredAt)];
    case 'notice-12h-then-delivery':
      return [notice(one, recipient, about('notice-12'), 12), delivery(deliveredAt ?? one.at)];
    case 'notice-12h-24h':
      return [
        notice(one, recipient, about('notice-12'), 12),
        notice(one, recipient, about('notice-24'), 24),
      ];
    case 'missing-mailbox':
    case 'missing-domain':
    case 'full':
      return [failure(one, recipient, about('failure'), fate, provider)];
    case 'virus':
      return virusEvents(one, recipient, about, fate, provider);
    case 'not-certified':
    case 'non-acceptance':
      return [];
  }
}

function failure(
  one: Case,
  recipient: string,
  label: string,
  fate: Extract<Fate, { do: 'missing-mailbox' | 'missing-domain' | 'full' }>,
  provider: Provider,
): ReceiptEvent {
  const at = one.at + after(fate.after, one.timing.failure);
  const { by, error, detail } = FAILURES[fate.do](provider);
  return receipt(one, by, 'delivery-failure', label, at, { recipient, error, detail });
}

const FAILURES = {
  'missing-mailbox': (provider: Provider) => ({
    by: provider,
    error: provider.style.missingMailbox,
    detail: `5.1.1 - ${provider.name} - indirizzo non valido`,
  }),
  // Nobody answers for a domain that isn't there: the sender's own provider reports it.
  'missing-domain': () => ({
    by: PROVIDER_A,
    error: 'no-dominio' as const,
    detail: `5.1.2 - ${PROVIDER_A.name} - dominio del destinatario non valido`,
  }),
  full: (provider: Provider) => ({
    by: provider,
    error: 'altro' as const,
    detail: `5.2.2 - ${provider.name} - casella piena`,
  }),
};

function notice(one: Case, recipient: string, label: string, hours: 12 | 24): ReceiptEvent {
  const { firstNotice, lastNotice } = one.timing;
  const wait = hours === 12 ? firstNotice : lastNotice;
  const words =
    hours === 12
      ? 'il messaggio non è stato consegnato nelle prime dodici ore dal suo invio'
      : 'il messaggio non è stato consegnato nelle ventiquattro ore successive al suo invio';
  return receipt(one, PROVIDER_A, 'delivery-timeout-notice', label, one.at + wait, {
    recipient,
    hours,
    error: 'altro',
    detail: `5.4.1 - ${PROVIDER_A.name} - ${words}`,
  });
}

function virusEvents(
  one: Case,
  recipient: string,
  about: (label: string) => string,
  fate: Extract<Fate, { do: 'virus' }>,
  provider: Provider,
): ReceiptEvent[] {
  const at = one.at + after(fate.after, one.timing.failure);
  const detail = `5.5.1 - ${provider.name} - EICAR-Test-File`;
  const failed = receipt(one, PROVIDER_A, 'delivery-failure', about('virus'), at, {
    recipient,
    error: 'virus',
    detail,
  });
  if (fate.notice !== true) return [failed];
  const seen = receipt(one, provider, 'virus-notice', about('virus-notice'), at - 5000, {
    recipient,
    error: 'virus',
    detail,
  });
  return [seen, failed];
}
