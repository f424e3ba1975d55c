import type { Provider } from '../providers.js';
import { romeTime } from '../zone.js';
import { KINDS, type Statement } from './kinds.js';

/**
 * `daticert.xml`: the certified data in the order of the DTD of DM 2 November 2005, annex § 7.4. UTF-8.
 * `ricevuta` stands in envelopes and delivery receipts only, `consegna` where one recipient is meant,
 * `ricezione` in the taken-in-charge receipt, `errore-esteso` where something failed.
 */
export function daticert(statement: Statement, provider: Provider): Buffer {
  const { original, kind } = statement;
  const at = romeTime(statement.at);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<postacert tipo="${KINDS[kind].value}" errore="${statement.error ?? 'nessuno'}">`,
    '    <intestazione>',
    `        <mittente>${xml(original.sender)}</mittente>`,
    ...original.recipients.map(
      ({ address, certified }) =>
        `        <destinatari tipo="${certified ? 'certificato' : 'esterno'}">${xml(address)}</destinatari>`,
    ),
    `        <risposte>${xml(original.replyTo)}</risposte>`,
    ...optional('        ', 'oggetto', original.subject),
    '    </intestazione>',
    '    <dati>',
    `        <gestore-emittente>${xml(provider.name)}</gestore-emittente>`,
    `        <data zona="${at.zone}">`,
    `            <giorno>${at.day}</giorno>`,
    `            <ora>${at.time}</ora>`,
    '        </data>',
    `        <identificativo>${xml(original.providerId)}</identificativo>`,
    ...optional('        ', 'msgid', original.messageId),
    ...(kind === 'delivery' || kind === 'envelope'
      ? [`        <ricevuta tipo="${statement.receiptType ?? 'completa'}" />`]
      : []),
    ...(NAMES_RECIPIENT.has(kind) ? optional('        ', 'consegna', statement.recipient) : []),
    ...(kind === 'taken-in-charge' ? optional('        ', 'ricezione', statement.recipient) : []),
    ...optional('        ', 'errore-esteso', statement.detail),
    '    </dati>',
    '</postacert>',
    '',
  ];
  return Buffer.from(lines.join('\n'), 'utf8');
}

const NAMES_RECIPIENT: ReadonlySet<string> = new Set([
  'delivery',
  'delivery-failure',
  'delivery-timeout-notice',
  'virus-notice',
]);

const optional = (indent: string, tag: string, value: string | null | undefined): string[] =>
  value === null || value === undefined ? [] : [`${indent}<${tag}>${xml(value)}</${tag}>`];

/** Text of XML 1.0: markup escaped, characters that XML can't carry left out. */
export const xml = (text: string): string =>
  text
    .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
