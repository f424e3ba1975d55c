import { localDate } from '../../calendar/local-date.js';
import type { LocalDate } from '../../calendar/types.js';
import type { Material } from '../material.js';
import { noticesRegistration, refusesRegistration } from '../says/notices.js';
import type { Token } from '../text/tokens.js';
import type { ReplyKind, ReplyReading } from '../types.js';

/**
 * The registration in the municipality's protocol: of its own document (Segnatura, subject) or of our letter
 * (Conferma.xml, "registrato al protocollo n. 12 del 10/03/2022"). Null where none is told; an answer that mentions by
 * the way how our letter was registered tells none of its own.
 */
export function ownRegistration(material: Material, kind: ReplyKind): ReplyReading['protocol'] {
  for (const file of material.files) {
    if (file.number !== null) return { number: file.number, date: file.date };
  }
  for (const sentence of TELLING.has(kind) ? material.all : []) {
    if (!noticesRegistration(sentence) && !refusesRegistration(sentence)) continue;
    const found = numberIn(sentence.tokens);
    if (found !== null) return found;
  }
  const { protocol } = material.subject;
  if (protocol === null || material.ourSubject.length > 0) return null;
  const [day = 0, month = 0, year = 0] = protocol.day?.split(/\D/).map(Number) ?? [];
  return { number: protocol.number, date: dayOf(year, month, day) };
}

const TELLING: ReadonlySet<ReplyKind> = new Set<ReplyKind>([
  'protocol-confirmation',
  'protocol-exception',
  'automatic',
  'other',
]);

/** The number after "n." or "prot.", and the day after it. */
function numberIn(list: readonly Token[]): ReplyReading['protocol'] {
  const starts = list.findIndex((token) =>
    /^(?:prot|protocollo|registro|registrazione|(?:registrat|protocollat|acquisit)[oaie])$/.test(
      token.is,
    ),
  );
  for (let at = Math.max(0, starts); at < list.length; at += 1) {
    const token = list[at] as Token;
    const isNumber = token.kind === 'number' || /^\d/.test(token.is);
    if (!isNumber) continue;
    const day = list.slice(at + 1, at + 8).find((next) => next.day !== undefined)?.day;
    return { number: token.raw, date: day ? dayOf(day.year, day.month, day.day) : null };
  }
  return null;
}

function dayOf(year: number, month: number, day: number): LocalDate | null {
  const full = year < 100 ? 2000 + year : year;
  const pad = (n: number): string => String(n).padStart(2, '0');
  try {
    return localDate(`${full}-${pad(month)}-${pad(day)}`);
  } catch {
    return null;
  }
}
