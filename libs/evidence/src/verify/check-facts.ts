import type { ChainedFact } from '../chain.js';
import { LAYOUT, messageFile } from '../layout.js';
import { checkTimeline, readTimeline, type TimelineReport } from '../timeline.js';
import type { Contents } from './contents.js';
import { textOf } from './contents.js';
import type { Problem, VerifiedFile } from './types.js';

export interface CheckedFacts {
  readonly chain: Omit<TimelineReport, 'problems'>;
  readonly problems: readonly Problem[];
}

/** Checks the chain, its head against the manifest and the one noted elsewhere, and the proof of each fact. */
export function checkFacts(
  contents: Contents,
  signatures: ReadonlyMap<string, NonNullable<VerifiedFile['signature']>>,
  head: string | undefined,
): CheckedFacts {
  const { facts, problem } = timelineOf(contents);
  const report = checkTimeline(facts);
  const problems: Problem[] = [
    ...(problem === null ? [] : [inTimeline('timeline', problem)]),
    ...report.problems.map((one) => inTimeline('chain', one.message)),
  ];
  if (problem === null && contents.manifest !== null && contents.manifest.head !== report.head)
    problems.push(inTimeline('head', 'la testa della catena non è quella del manifesto'));
  if (head !== undefined && head.toLowerCase() !== report.head)
    problems.push(
      inTimeline(
        'head',
        `la testa della catena è ${report.head || 'vuota'}, quella annotata ${head}`,
      ),
    );
  const known = new Set([
    ...[...contents.files.values()].map((file) => file.sha256),
    ...(contents.manifest?.missing ?? []),
  ]);
  for (const link of facts) problems.push(...proofProblems(link, known, signatures));
  const { events, chains } = report;
  return {
    chain: { ok: report.ok && problem === null, events, head: report.head, chains },
    problems,
  };
}

function timelineOf(contents: Contents): { facts: readonly ChainedFact[]; problem: string | null } {
  const file = contents.files.get(LAYOUT.timeline);
  if (file === undefined) return { facts: [], problem: 'i fatti mancano' };
  const text = textOf(file.bytes);
  if (text === null) return { facts: [], problem: 'non è testo UTF-8' };
  try {
    return { facts: readTimeline(text), problem: null };
  } catch (error) {
    return { facts: [], problem: (error as Error).message };
  }
}

/** A fact's original must be enclosed or listed as not enclosed; what PEC certifies needs a valid signature. */
function proofProblems(
  { fact }: ChainedFact,
  known: ReadonlySet<string>,
  signatures: ReadonlyMap<string, NonNullable<VerifiedFile['signature']>>,
): readonly Problem[] {
  if (fact.evidence === null) return [];
  const { evidence } = fact;
  if (!known.has(evidence))
    return [inTimeline('proof', `manca la prova del fatto ${fact.id} (${evidence})`)];
  const signature = signatures.get(messageFile(evidence));
  // A reply is shown whatever its envelope; every other fact by PEC rests on the signature.
  const rests = fact.source === 'pec' && fact.type !== 'reply-received';
  if (!rests || signature === undefined || signature.verdict === 'valid') return [];
  return [
    {
      code: 'unverified-proof',
      name: messageFile(evidence),
      message: `il fatto ${fact.id} si fonda su un messaggio la cui firma non è valida`,
    },
  ];
}

function inTimeline(code: string, message: string): Problem {
  return { code, name: LAYOUT.timeline, message: `${LAYOUT.timeline}: ${message}` };
}
