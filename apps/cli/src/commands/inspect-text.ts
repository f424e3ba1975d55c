import { formatDate, instant, romeDate, romeTime } from '@app/domain';
import type { FailureClass, PecKind, PecMessage, Verdict } from '@app/pec';
import { replyRows } from './inspect-reply-text.js';
import type { Inspection } from './inspect.js';

const KINDS: Readonly<Record<PecKind, string>> = {
  acceptance: 'Ricevuta di accettazione',
  'non-acceptance': 'Avviso di non accettazione',
  'taken-in-charge': 'Ricevuta di presa in carico (tra gestori)',
  delivery: 'Ricevuta di avvenuta consegna',
  'delivery-failure': 'Avviso di mancata consegna',
  'delivery-timeout-notice': 'Avviso di mancata consegna per superamento dei tempi massimi',
  'virus-notice': 'Avviso di rilevazione di virus (tra gestori)',
  envelope: 'Busta di trasporto: un messaggio certificato ricevuto da altri',
  anomaly: 'Busta di anomalia: posta ordinaria o danneggiata, certificata solo nell’involucro',
  'unknown-receipt': 'Ricevuta PEC di un tipo sconosciuto',
  'not-pec': 'Messaggio di posta ordinaria, non PEC',
  unreadable: 'Messaggio che non si può leggere in modo univoco',
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  valid: 'Sì: firma integra, certificato del gestore valido, mittente e tipo corrispondenti',
  invalid: 'NO: la firma non copre ciò che il messaggio contiene',
  untrusted: 'NON VERIFICABILE: il certificato di chi ha firmato non è tra quelli attendibili',
  mismatch: 'NO: la firma è integra, ma non di chi o per ciò che il messaggio dichiara',
  absent: 'NON VERIFICABILE: il messaggio non è firmato',
};

const CLASSES: Readonly<Record<FailureClass, string>> = {
  'fix-address': 'Correggere l’indirizzo PEC del destinatario (IndicePA) e spedire di nuovo.',
  'retry-later':
    'Attendere e riprovare: l’ostacolo è temporaneo. Una casella piena non è una consegna.',
  'other-channel': 'Raggiungere il destinatario per altra via (telefono, altra casella, notifica).',
  look: 'Leggere il dettaglio dell’errore e decidere: nessuna regola lo copre.',
};

const ADVICE: Readonly<Record<PecKind, string>> = {
  acceptance: 'Nulla: la lettera è partita. Attendere la consegna, una per destinatario.',
  'non-acceptance': 'La lettera non è partita: rimuovere la causa e spedirla di nuovo.',
  'taken-in-charge': 'Nulla: è un passaggio tra gestori.',
  delivery: 'Nulla: la consegna è provata. Conservare l’originale nel fascicolo.',
  'delivery-failure': 'La lettera non è arrivata.',
  'delivery-timeout-notice': 'Attendere: entro 24 ore arriva la consegna o l’avviso definitivo.',
  'virus-notice': 'Controllare gli allegati della lettera: il gestore vi ha rilevato un virus.',
  envelope: 'Leggere la risposta e attribuirla al Comune e al ciclo.',
  anomaly: 'Trattarla come posta ordinaria: il contenuto non è certificato.',
  'unknown-receipt': 'Leggere il messaggio: è conservato, ma non cambia alcuno stato.',
  'not-pec': 'Nulla: non prova né accettazione né consegna.',
  unreadable: 'Metterlo in quarantena e chiedere al gestore il messaggio originale.',
};

/** What this is, for which message, is it genuine, what to do: in Italian, for people. */
export function inspectText(inspection: Inspection): string {
  const { message, signature, reply } = inspection;
  const { inner } = message;
  const lines: (readonly [string, string])[] = [
    ['Che cos’è', KINDS[message.kind] + finality(message)],
    ['Autentico', VERDICTS[signature.verdict]],
    ...signature.reasons.map((reason) => ['', `– ${reason.message}`] as const),
    ['Che fare', advice(inspection)],
    ...row('Riguarda', about(message)),
    ...row('Data e ora', message.at === null ? null : moment(message.at)),
    ...row('Gestore', message.issuer),
    ...row('Identificativo', message.providerId),
    ...row('Mittente', message.sender),
    ...message.recipients.map(
      (one, index) =>
        [
          index === 0 ? 'Destinatari' : '',
          one.certified ? one.address : `${one.address} (non è una PEC)`,
        ] as const,
    ),
    ...row('Per', message.recipient),
    ...row(
      'Errore',
      message.error === null ? null : `${message.error.code} – ${message.error.detail}`,
    ),
    ...row('Firmato da', signature.signer),
    ...row(
      'Firmato il',
      signature.signedAt === null
        ? null
        : `${moment(signature.signedAt)}, ${signature.digest ?? ''}`,
    ),
    ...signature.chain.map((subject, index) => [index === 0 ? 'Catena' : '', subject] as const),
  ];
  if (inner !== null) {
    lines.push(
      ...row(
        'Contiene',
        `«${inner.subject}» da ${inner.fromName ?? ''} <${inner.from}>`.replace('da  <', 'da <'),
      ),
      ...row('In risposta a', inner.inReplyTo),
      ...inner.attachments.map(
        (one, index) =>
          [
            index === 0 ? 'Allegati' : '',
            `${one.name} (${one.size} byte${one.within === undefined ? '' : `, in ${one.within}`}) sha256 ${one.sha256}`,
          ] as const,
      ),
    );
  }
  if (reply !== null) lines.push(...replyRows(reply));
  lines.push(
    ...message.warnings.map(
      (warning, index) => [index === 0 ? 'Avvertenze' : '', `${warning.message}`] as const,
    ),
  );
  return lines.map(([label, text]) => `${label.padEnd(15)} ${printable(text)}\n`).join('');
}

function row(label: string, text: string | null): readonly (readonly [string, string])[] {
  return text === null || text === '' ? [] : [[label, text]];
}

function finality({ kind, final }: PecMessage): string {
  if (kind === 'delivery-timeout-notice')
    return final ? ' (24 ore, definitivo)' : ' (12 ore, provvisorio)';
  return final ? ' (definitiva)'.replace('a)', kind === 'delivery' ? 'a)' : 'o)') : '';
}

function advice({ message, signature }: Inspection): string {
  const { kind, error, final } = message;
  if (kind !== 'not-pec' && kind !== 'unreadable' && signature.verdict !== 'valid') {
    return 'Non tenerne conto: un messaggio non verificato non cambia alcuno stato. Conservarlo e segnalarlo.';
  }
  if (kind === 'delivery-timeout-notice' && !final) return ADVICE[kind];
  if (error === null) return ADVICE[kind];
  if (kind === 'delivery-failure' || kind === 'delivery-timeout-notice') {
    return `La lettera non è arrivata. ${CLASSES[error.class]}`;
  }
  return kind === 'non-acceptance' ? `${ADVICE[kind]} ${CLASSES[error.class]}` : ADVICE[kind];
}

function about({ refersTo, refersToSource, kind }: PecMessage): string | null {
  if (refersTo === null) return null;
  const source = refersToSource === 'daticert' ? '' : ' (solo dall’intestazione: non certificato)';
  return kind === 'envelope'
    ? `messaggio <${refersTo}> del mittente${source}`
    : `la lettera <${refersTo}>${source}`;
}

function moment(at: string): string {
  const when = instant(at);
  return `${formatDate(romeDate(when))} ${romeTime(when)} (ora italiana)`;
}

/** What a stranger wrote goes to a terminal: without escape sequences and line breaks. */
function printable(text: string): string {
  return text.replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, ' ');
}
