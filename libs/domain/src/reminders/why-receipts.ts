import { formatDate, formatInstant } from '../calendar/index.js';
import type { LocalDate } from '../calendar/types.js';
import type { Fact, FactOf } from '../obligations/types.js';

const FAILURES: Readonly<Record<FactOf<'delivery-failed'>['payload']['class'], string>> = {
  'fix-address': 'l’indirizzo è da correggere',
  'retry-later': 'si può ritentare più tardi',
  'other-channel': 'serve un altro canale',
  look: 'da esaminare',
};

/** What the provider certified about a letter, and what else the letter named. */
export function tellReceipts(
  known: readonly Fact[],
  letter: FactOf<'sent'> | FactOf<'queued'>,
): readonly string[] {
  const { letter: id, rung, obligations } = letter.payload;
  const lines = [`Lettera ${id}.`];
  if (obligations.length > 1) {
    const dates = obligations.map((name) => formatDate(name.slice(-10) as LocalDate));
    lines.push(`Riepilogava gli adempimenti con riferimento al ${dates.join(', ')}.`);
  }
  const about = known.filter((fact) => isAbout(fact, id, rung, obligations, letter.occurredAt));
  const delivered = about.find(({ type }) => type === 'delivered');
  const failed = about.findLast((fact) => fact.type === 'delivery-failed');
  if (delivered !== undefined) {
    lines.push(`Ricevuta di avvenuta consegna del ${formatInstant(delivered.occurredAt)}.`);
  } else if (failed?.type === 'delivery-failed') {
    const what = FAILURES[failed.payload.class];
    lines.push(`Mancata consegna il ${formatInstant(failed.occurredAt)}: ${what}.`);
  } else {
    lines.push('Nessuna ricevuta di consegna agli atti.');
  }
  return lines;
}

function isAbout(
  fact: Fact,
  id: string,
  rung: string,
  obligations: readonly string[],
  since: string,
): boolean {
  if (fact.type !== 'delivered' && fact.type !== 'delivery-failed') return false;
  if (fact.payload.letter !== undefined) return fact.payload.letter === id;
  if (fact.payload.rung !== rung || fact.occurredAt < since) return false;
  return fact.round === null || obligations.some((name) => name.endsWith(`/${fact.round}`));
}

/**
 * What officers asked for a rung.
 *
 * @param again what was asked for the repetition of its letter, and nothing else
 */
export function tellRequests(
  known: readonly Fact[],
  round: LocalDate | null,
  rung: string,
  again = false,
): readonly string[] {
  return known
    .filter((fact) => fact.round === round && (fact.type === 'resend-requested') === again)
    .flatMap((fact) => {
      const text = requestText(fact, rung);
      return text === null ? [] : [`${text} (${fact.actor}, ${formatInstant(fact.recordedAt)}).`];
    });
}

function requestText(fact: Fact, rung: string): string | null {
  switch (fact.type) {
    case 'send-requested':
      return fact.payload.rung === rung ? `Chiesto l’invio: ${fact.payload.reason}` : null;
    case 'resend-requested':
      return fact.payload.rung === rung ? `Chiesta la rispedizione: ${fact.payload.reason}` : null;
    case 'skip-requested':
      return fact.payload.rung === rung ? `Chiesto di saltarlo: ${fact.payload.reason}` : null;
    case 'postpone-requested':
      return fact.payload.rung === rung
        ? `Chiesto il rinvio al ${formatDate(fact.payload.until)}: ${fact.payload.reason}`
        : null;
    case 'notice-requested':
      return fact.payload.notice === rung ? `Chiesta la lettera: ${fact.payload.reason}` : null;
    case 'unlocked':
      return fact.payload.rung === rung
        ? `Sbloccato con atto ${fact.payload.act}, protocollo ${fact.payload.protocol}, firma ${fact.payload.signer}`
        : null;
    default:
      return null;
  }
}
