import type { Kind } from '../pec/kinds.js';
import { headerValue } from '../mime/read.js';
import type { Anatomy, Daticert } from './anatomy.js';

/** The table "What arrives" of the design and the DTD of DM 2 November 2005, written again for the tests. */
interface Row {
  readonly header: string;
  readonly value: string;
  readonly prefixes: readonly string[];
  /** Content model of `dati`, after gestore-emittente, data, identificativo, msgid?. */
  readonly tail: RegExp;
}

const ROWS: Readonly<Record<Kind, Row>> = {
  acceptance: row('X-Ricevuta', 'accettazione', /^$/, 'ACCETTAZIONE: '),
  'non-acceptance': row(
    'X-Ricevuta',
    'non-accettazione',
    /^errore-esteso $/,
    'AVVISO DI NON ACCETTAZIONE: ',
    'AVVISO DI NON ACCETTAZIONE PER VIRUS: ',
  ),
  'taken-in-charge': row('X-Ricevuta', 'presa-in-carico', /^(ricezione )+$/, 'PRESA IN CARICO: '),
  delivery: row('X-Ricevuta', 'avvenuta-consegna', /^ricevuta consegna $/, 'CONSEGNA: '),
  'delivery-failure': row(
    'X-Ricevuta',
    'errore-consegna',
    /^consegna errore-esteso $/,
    'AVVISO DI MANCATA CONSEGNA: ',
    'AVVISO DI MANCATA CONSEGNA PER VIRUS: ',
  ),
  'delivery-timeout-notice': row(
    'X-Ricevuta',
    'preavviso-errore-consegna',
    /^consegna errore-esteso $/,
    'AVVISO DI MANCATA CONSEGNA PER SUP. TEMPO MASSIMO: ',
  ),
  'virus-notice': row(
    'X-Ricevuta',
    'rilevazione-virus',
    /^consegna errore-esteso $/,
    'PROBLEMA DI SICUREZZA: ',
  ),
  envelope: row('X-Trasporto', 'posta-certificata', /^ricevuta $/, 'POSTA CERTIFICATA: '),
  anomaly: row('X-Trasporto', 'errore', /^$/, 'ANOMALIA MESSAGGIO: '),
};

function row(header: string, value: string, tail: RegExp, ...prefixes: string[]): Row {
  return { header, value, tail, prefixes };
}

/** Which kind the top-level headers make it; null when none. */
export function kindOf(message: Anatomy): Kind | null {
  const found = Object.entries(ROWS).find(
    ([, { header, value }]) => headerValue(message.headers, header) === value,
  );
  return (found?.[0] as Kind | undefined) ?? null;
}

/** Every departure from the table, in words; empty when the message is right. */
export function faultsAgainstTable(message: Anatomy): string[] {
  const kind = kindOf(message);
  if (kind === null) return ['no kind'];
  const expected = ROWS[kind];
  const faults: string[] = [];
  const check = (holds: boolean, words: string): void => {
    if (!holds) faults.push(`${kind}: ${words}`);
  };
  const single = (name: string): number =>
    message.headers.filter((header) => header.name.toLowerCase() === name.toLowerCase()).length;
  check(
    expected.prefixes.some((prefix) => message.subject.startsWith(prefix)),
    `subject "${message.subject}"`,
  );
  for (const name of ['Message-ID', 'Date', 'From', 'To', 'Subject', expected.header]) {
    check(single(name) === 1, `${single(name)} × ${name}`);
  }
  const virus = message.daticert?.attributes.errore === 'virus' && kind !== 'virus-notice';
  check(
    headerValue(message.headers, 'X-VerificaSicurezza') === (virus ? 'errore' : null),
    'X-VerificaSicurezza',
  );
  check(virus === / PER VIRUS: /.test(message.subject), 'virus in the subject');
  check(
    /^multipart\/signed; protocol="application\/pkcs7-signature"; micalg=sha-256; boundary="[^"]+"$/.test(
      message.signedType.replace(/\s+/g, ' '),
    ),
    `Content-Type ${message.signedType}`,
  );
  check(message.mixedType.startsWith('multipart/mixed'), `signed part ${message.mixedType}`);
  check(message.partNames[0] === 'text', 'the text stands first');
  if (kind === 'anomaly') {
    check(message.daticert === null, 'an anomaly has no daticert');
    check(message.postacert !== null, 'an anomaly carries the message');
    return faults;
  }
  check(message.daticert !== null, 'daticert missing');
  if (message.daticert !== null) {
    faults.push(...daticertFaults(kind, expected, message, message.daticert));
  }
  return faults;
}

function daticertFaults(kind: Kind, expected: Row, message: Anatomy, cert: Daticert): string[] {
  const faults: string[] = [];
  const children = (parent: string): string =>
    cert.elements
      .filter(
        ({ path }) => path.startsWith(`${parent}/`) && !path.slice(parent.length + 1).includes('/'),
      )
      .map(({ path }) => `${path.slice(parent.length + 1)} `)
      .join('');
  if (cert.attributes.tipo !== expected.value) faults.push(`tipo ${cert.attributes.tipo}`);
  if (!/^(nessuno|no-dest|no-dominio|virus|altro)$/.test(cert.attributes.errore ?? '')) {
    faults.push(`errore ${cert.attributes.errore}`);
  }
  const failed = /failure|notice|non-acceptance/.test(kind);
  if ((cert.attributes.errore !== 'nessuno') !== failed) faults.push('errore where none, or none');
  if (children('postacert') !== 'intestazione dati ') faults.push(children('postacert'));
  if (!/^mittente (destinatari )+risposte (oggetto )?$/.test(children('postacert/intestazione'))) {
    faults.push(children('postacert/intestazione'));
  }
  const head = /^gestore-emittente data identificativo (msgid )?/.exec(children('postacert/dati'));
  const tail = children('postacert/dati').slice(head?.[0].length ?? 0);
  if (head === null || !expected.tail.test(tail))
    faults.push(`dati: ${children('postacert/dati')}`);
  if (!/^\d{2}\/\d{2}\/\d{4}$/.test(cert.value('dati/data/giorno') ?? '')) faults.push('giorno');
  if (!/^\d{2}:\d{2}:\d{2}$/.test(cert.value('dati/data/ora') ?? '')) faults.push('ora');
  const reference = headerValue(message.headers, 'X-Riferimento-Message-ID');
  if (cert.value('dati/msgid') !== reference) faults.push(`msgid ${cert.value('dati/msgid')}`);
  return faults.map((fault) => `${kind}: daticert ${fault}`);
}
