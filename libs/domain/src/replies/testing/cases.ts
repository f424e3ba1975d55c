import type { Instant, LocalDate } from '../../calendar/types.js';
import { readReply } from '../read-reply.js';
import type { ReplyKind, ReplyReading } from '../types.js';
import { aMessage } from './a-message.js';
import { contextOf, readText } from './world.js';

/**
 * A reply as a municipality or its software wrote it, with what an officer would do; of a probe, made to mislead, only
 * what it looks like. One a line in `test/data/replies/{written,probes}.jsonl`.
 */
export interface Case {
  readonly id: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly (string | { readonly name: string; readonly text: string })[];
  /** Day of arrival; March 2022 without one. */
  readonly at?: string;
  /** Ordinary mail, in an anomaly envelope. */
  readonly ordinary?: boolean;
  /** The best guess first, others that would do. */
  readonly kinds: readonly ReplyKind[];
  readonly municipality: readonly (string | null)[];
  readonly reference?: string | null;
  readonly units?: number;
  readonly ideal: ReplyReading['decision'];
  readonly note?: string;
}

interface Probe {
  readonly id: string;
  readonly of: 'nil-return' | 'no-change';
  readonly text: string;
  /** What the prescribed subject says behind its date. */
  readonly tail?: string;
  readonly attachments?: readonly string[];
}

const lines = <T>(file: string): readonly T[] =>
  readText(`test/data/replies/${file}.jsonl`)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const PRESCRIBED = {
  'nil-return': {
    from: 'comune.spinazzola@pec.it',
    subject:
      'Comune di Spinazzola – Trasmissione consistenza patrimonio immobiliare – Numero Alloggi ERP in proprietà alla data del 31/12/2021',
    municipality: ['110008'],
  },
  'no-change': {
    from: 'protocollo@pec.comune.canosa.bt.it',
    subject:
      'Comune di Canosa di Puglia – Dichiarazione di nessuna variazione del patrimonio immobiliare ERP alla data del 30/06/2022',
    municipality: ['110004'],
    at: '2022-07-20',
  },
};

export const written = (): readonly Case[] => lines<Case>('written');

export const probes = (): readonly Case[] =>
  lines<Probe>('probes').map(({ of, tail = '', ...rest }) => ({
    ...PRESCRIBED[of],
    ...rest,
    subject: PRESCRIBED[of].subject + tail,
    kinds: [of, 'other', 'transmission-notice', 'question', 'extension-request'],
    ideal: 'hold',
  }));

/** How a case is read by somebody who has the letters of the test world on record. */
export function readCase(one: Case): ReplyReading {
  const receivedOn = (one.at ?? '2022-03-10') as LocalDate;
  const context = { ...contextOf(receivedOn > '2022-07' ? 'july' : 'march'), receivedOn };
  const certified = one.ordinary !== true;
  const attachments = (one.attachments ?? []).map((file) =>
    typeof file === 'string' ? { name: file, text: null } : file,
  );
  const { from, subject, text } = one;
  const certifiedAt = certified ? (`${receivedOn}T10:00:00.000Z` as Instant) : null;
  return readReply(
    aMessage({ from, subject, text, attachments, certifiedAt, verified: certified }),
    context,
  );
}

/** Whether an officer would agree: applied or filed only where that is right, and the first guess one that will do. */
export function faultsOf(one: Case, reading: ReplyReading): readonly string[] {
  const faults: string[] = [];
  const waits = reading.decision === 'hold';
  if (reading.decision !== one.ideal && !(waits && one.ideal === 'apply')) faults.push('decision');
  if (!one.kinds.includes(reading.kind)) faults.push('kind');
  if (!one.municipality.includes(reading.municipality)) faults.push('municipality');
  if (one.reference !== undefined && (reading.rounds[0] ?? null) !== one.reference)
    faults.push('round');
  if (one.units !== undefined && reading.units !== one.units) faults.push('units');
  return faults;
}
