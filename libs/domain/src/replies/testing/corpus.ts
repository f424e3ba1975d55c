import { readdirSync } from 'node:fs';
import type { Instant } from '../../calendar/types.js';
import { readReply } from '../read-reply.js';
import type { ReplyKind, ReplyMessage, ReplyReading } from '../types.js';
import { contextOf, readText } from './world.js';

/** A written reply of the corpus with its expected reading. See test/data/replies. */
export interface Sample {
  readonly file: string;
  readonly id: string;
  readonly note?: string;
  readonly when?: string;
  readonly message: {
    readonly subject: string;
    readonly from: string;
    readonly fromName?: string;
    readonly text: readonly string[];
    readonly inReplyTo?: string;
    readonly references?: readonly string[];
    readonly headers?: Readonly<Record<string, string>>;
    readonly attachments?: readonly { readonly name: string; readonly text: string | null }[];
    readonly verified?: boolean;
  };
  readonly expected: {
    readonly kind: ReplyKind;
    readonly municipality: string | null;
    readonly rounds: readonly string[];
    readonly units: number | null;
    readonly decision: ReplyReading['decision'];
    readonly protocol?: { readonly number: string; readonly date: string | null };
  };
}

const FOLDER = 'test/data/replies/';

export function corpus(): readonly Sample[] {
  const folder = new URL(`../../../../../${FOLDER}`, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) =>
      (JSON.parse(readText(FOLDER + name)) as Omit<Sample, 'file'>[]).map((one) => ({
        ...one,
        file: name.replace('.json', ''),
      })),
    );
}

/** The text of a letter of ours, as it was sent. */
export const ourLetter = (golden = 'reminder.nullo'): string =>
  readText(`libs/letters/golden/${golden}.txt`).replace(/^Oggetto PEC:.*\n+/, '');

/** Names of all letters of ours that are kept as golden files. */
export const goldenLetters = (): readonly string[] =>
  readdirSync(new URL('../../../../../libs/letters/golden/', import.meta.url))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.replace(/\.txt$/, ''));

const DISCLAIMER = `Le informazioni contenute nella presente comunicazione e i relativi allegati possono essere riservate e sono, comunque, destinate
esclusivamente alle persone o alla Società sopraindicati. La diffusione, distribuzione e/o copiatura del documento trasmesso da parte di
qualsiasi soggetto diverso dal destinatario è proibita. Se avete ricevuto questo messaggio per errore, vi preghiamo di distruggerlo.`;

const FILES: Readonly<Record<string, readonly [string, string]>> = {
  segnatura: ['Segnatura', 'Intestazione'],
  conferma: ['ConfermaRicezione', ''],
  aggiornamento: ['AggiornamentoConferma', ''],
};

/** `{{quote}}`, `{{letter}}`, `{{disclaimer}}`, `{{segnatura:code:number:day:reference}}` stand for longer texts. */
export function expand(text: string): string {
  return text
    .replaceAll('{{quote}}', () =>
      ourLetter()
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
    )
    .replaceAll('{{letter}}', () => ourLetter())
    .replaceAll('{{disclaimer}}', DISCLAIMER)
    .replace(
      /\{\{(segnatura|conferma|aggiornamento):(\w+):(\w+):([\d-]+)(?::(\w+))?\}\}/g,
      (_, file: string, code: string, number: string, day: string, reference?: string) => {
        const [root = '', inside = ''] = FILES[file] ?? [];
        const own = `<Identificatore><CodiceAmministrazione>${code}</CodiceAmministrazione><CodiceAOO>AOO</CodiceAOO><NumeroRegistrazione>${number}</NumeroRegistrazione><DataRegistrazione>${day}</DataRegistrazione></Identificatore>`;
        const head = inside === '' ? own : `<${inside}>${own}</${inside}>`;
        const about =
          reference === undefined
            ? ''
            : `<Riferimenti><Messaggio><Identificatore><CodiceAmministrazione>r_puglia</CodiceAmministrazione><NumeroRegistrazione>${reference}</NumeroRegistrazione></Identificatore></Messaggio></Riferimenti>`;
        return `<?xml version="1.0" encoding="UTF-8"?><${root}>${head}${about}</${root}>`;
      },
    );
}

export function messageOf({ message, when }: Sample): ReplyMessage {
  const verified = message.verified ?? true;
  const { receivedOn } = contextOf(when);
  return {
    subject: message.subject,
    from: message.from,
    fromName: message.fromName ?? null,
    text: expand(message.text.join('\n')),
    attachments: (message.attachments ?? []).map(({ name, text }) => ({
      name,
      text: text === null ? null : expand(text),
    })),
    messageId: 'risposta@comune.example',
    inReplyTo: message.inReplyTo ?? null,
    references: message.references ?? [],
    headers: message.headers ?? {},
    certifiedAt: verified ? (`${receivedOn}T10:00:00.000Z` as Instant) : null,
    verified,
  };
}

export const readSample = (sample: Sample): ReplyReading =>
  readReply(messageOf(sample), contextOf(sample.when));

/** Differences between the expected reading and the one given. */
export function differences({ expected }: Sample, reading: ReplyReading): readonly string[] {
  const pairs: (readonly [string, unknown, unknown])[] = [
    ['kind', expected.kind, reading.kind],
    ['municipality', expected.municipality, reading.municipality],
    ['rounds', expected.rounds.join(), reading.rounds.join()],
    ['units', expected.units, reading.units],
    ['decision', expected.decision, reading.decision],
  ];
  if (expected.protocol !== undefined) {
    const said = reading.protocol;
    pairs.push(['protocol', expected.protocol.number, said?.number ?? null]);
    pairs.push(['protocol date', expected.protocol.date, said?.date ?? null]);
  }
  return pairs
    .filter(([, wanted, found]) => wanted !== found)
    .map(([field, wanted, found]) => `${field}: ${String(wanted)} → ${String(found)}`);
}
