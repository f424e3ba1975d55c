import type { IstatCode, Municipality } from '../../municipalities/types.js';
import type { Material } from '../material.js';
import type { ReplyContext, ReplyMessage } from '../types.js';
import { traceLetters } from './letters.js';
import type { LetterTrace } from './letters.js';
import { readSender } from './sender.js';
import type { Sender } from './sender.js';

/** A municipality that a reply may come from, and what points to it. */
export interface Candidate {
  readonly municipality: IstatCode;
  readonly by:
    'thread' | 'token' | 'reference' | 'sender' | 'office' | 'subject' | 'domain' | 'text';
  readonly weight: number;
}

/** Who writes, and how surely. */
export interface Identity {
  /** Null when nothing tells, or when the traces contradict each other. */
  readonly municipality: IstatCode | null;
  readonly confidence: number;
  /** Ranked, one for each municipality. */
  readonly candidates: readonly Candidate[];
  readonly sender: Sender;
  readonly trace: LetterTrace | null;
  /** Two sure traces name two municipalities. */
  readonly contradicts: boolean;
  /** Other municipalities that subject or own words name. */
  readonly others: readonly IstatCode[];
  /** The sender's address is registered for this municipality alone. */
  readonly registered: boolean;
}

const WEIGHTS: Readonly<Record<Candidate['by'], number>> = {
  thread: 0.85,
  token: 0.8,
  reference: 0.75,
  sender: 0.9,
  office: 0.7,
  subject: 0.6,
  domain: 0.5,
  text: 0.4,
};

/**
 * Finds the municipality in the fixed order: thread, code of ours, `Riferimenti`, registered address, then what its
 * papers and words say. A contradiction between sure traces names nobody.
 */
export function identify(
  message: ReplyMessage,
  material: Material,
  context: ReplyContext,
): Identity {
  const { municipalities, receivedOn } = context;
  const sender = readSender(message.from, municipalities, receivedOn);
  const references = material.files.flatMap((file) => file.references);
  const trace = traceLetters(
    message,
    material.everything,
    references,
    context.letters,
    context.survey.office,
  );
  const found: Candidate[] = [];
  const add = (by: Candidate['by'], istats: readonly IstatCode[]): void => {
    for (const municipality of new Set(istats))
      found.push({ municipality, by, weight: WEIGHTS[by] });
  };
  const { subject, ours, text } = material.named;
  if (trace !== null)
    add(
      trace.by,
      trace.letters.map((letter) => letter.municipality),
    );
  add('sender', sender.registered);
  add('office', officesOf(material, municipalities));
  add(
    'subject',
    [...subject, ...ours].map((one) => one.municipality),
  );
  add('domain', [...sender.expired, ...(sender.sameDomain === null ? [] : [sender.sameDomain])]);
  add(
    'text',
    text.map((one) => one.municipality),
  );
  return weigh(found, sender, trace);
}

/** `c_a285` is the municipality with cadastral code A285. */
function officesOf(material: Material, list: readonly Municipality[]): readonly IstatCode[] {
  return material.files.flatMap(({ office }) => {
    const code = /^c_([a-z]\d{3})$/.exec(office ?? '')?.[1]?.toUpperCase();
    const one = code === undefined ? undefined : list.find((each) => each.belfiore === code);
    return one === undefined ? [] : [one.istat];
  });
}

const SURE: ReadonlySet<Candidate['by']> = new Set([
  'thread',
  'token',
  'reference',
  'sender',
  'office',
]);

function weigh(found: readonly Candidate[], sender: Sender, trace: LetterTrace | null): Identity {
  const candidates = rank(found);
  const sure = new Set(found.filter((one) => SURE.has(one.by)).map((one) => one.municipality));
  const subject = new Set(
    found.filter((one) => one.by === 'subject').map((one) => one.municipality),
  );
  const contradicts =
    sure.size > 1 ||
    subject.size > 1 ||
    [...subject].some((one) => sure.size > 0 && !sure.has(one));
  const first = found[0] ?? null;
  const text = new Set(found.filter((one) => one.by === 'text').map((one) => one.municipality));
  const lonely = first?.by === 'text' && text.size > 1;
  const municipality = contradicts || lonely ? null : (first?.municipality ?? null);
  const others = [...new Set([...subject, ...text])].filter((one) => one !== municipality);
  return {
    municipality,
    confidence: municipality === null ? 0 : together(found, municipality),
    candidates,
    sender,
    trace,
    contradicts,
    others,
    registered: sender.registered.length === 1 && sender.registered[0] === municipality,
  };
}

/** Traces that agree strengthen each other. */
function together(found: readonly Candidate[], municipality: IstatCode): number {
  const doubt = found
    .filter((one) => one.municipality === municipality)
    .reduce((left, one) => left * (1 - one.weight), 1);
  return Math.round((1 - doubt) * 100) / 100;
}

function rank(found: readonly Candidate[]): readonly Candidate[] {
  const best = new Map<IstatCode, Candidate>();
  for (const one of found) {
    const known = best.get(one.municipality);
    if (known === undefined || known.weight < one.weight) best.set(one.municipality, one);
  }
  return [...best.values()].sort((a, b) => b.weight - a.weight);
}
