import { compose, KINDS, PROVIDERS } from '@app/pec-sandbox';

const AT = Date.UTC(2022, 2, 10, 9);

const ANSWER = [
  'From: "Comune di Prova" <comune@pec.example>',
  'To: regione@pec.regione.example',
  'Subject: =?UTF-8?Q?Numero_Alloggi_ERP_in_propriet=C3=A0?=',
  'Message-ID: <risposta@pec.example>',
  'In-Reply-To: <lettera@pec.regione.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="interno"',
  '',
  '--interno',
  'Content-Type: multipart/alternative; boundary="alternative"',
  '',
  '--alternative',
  'Content-Type: text/plain; charset=iso-8859-1; format=flowed',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Numero alloggi: 0 =E8 nulla ',
  '--alternative',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<p>Numero alloggi: <b>0</b></p><script>x()</script>',
  '--alternative--',
  '--interno',
  'Content-Type: message/rfc822',
  '',
  'Subject: inoltrato',
  '',
  'testo',
  '--interno',
  "Content-Type: application/pkcs7-mime; name*=utf-8''atto.pdf.p7m",
  'Content-Transfer-Encoding: base64',
  '',
  'MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwGggCSABAVjaWFvIQAAAAAAADEAAAAAAAAA',
  '--interno--',
  '',
].join('\r\n');

/** One genuine message of every kind from every provider's habits. */
export async function corpus(authority) {
  const messages = [];
  for (const provider of PROVIDERS) {
    for (const kind of Object.keys(KINDS)) {
      messages.push(await compose(statementOf(kind, messages.length), provider, authority));
    }
  }
  return messages;
}

function statementOf(kind, n) {
  const failed =
    kind === 'delivery-failure' || kind === 'non-acceptance' || kind === 'delivery-timeout-notice';
  return {
    kind,
    at: AT + n * 60_000,
    messageId: `ricevuta-${n}@gestore.example`,
    to: 'regione@pec.regione.example',
    recipient: 'comune@pec.example',
    receiptType: 'completa',
    attached: Buffer.from(ANSWER),
    ...(failed ? { error: 'altro', detail: '5.1.1 - indirizzo non valido' } : {}),
    ...(kind === 'delivery-timeout-notice' ? { hours: 12, detail: '5.4.1 - dodici ore' } : {}),
    original: {
      providerId: `opec1.${n}@pec.gestore-a.example`,
      messageId: `<lettera-${n}@pec.regione.example>`,
      sender: 'regione@pec.regione.example',
      recipients: [{ address: 'comune@pec.example', certified: true }],
      replyTo: 'regione@pec.regione.example',
      subject: 'Ricognizione del patrimonio',
    },
  };
}
