import type { Fact } from '@app/domain';
import type { ChainedFact } from '../chain.js';
import { LAYOUT } from '../layout.js';
import { checkTimeline, readTimeline, type TimelineReport } from '../timeline.js';
import type { Contents } from './contents.js';
import { textOf } from './contents.js';
import type { Problem } from './types.js';

export interface CheckedFacts {
  readonly facts: readonly Fact[];
  readonly chain: Omit<TimelineReport, 'problems'>;
  readonly problems: readonly Problem[];
}

/** Checks the chain, and its head against the manifest and the one noted elsewhere. */
export function checkFacts(contents: Contents, head: string | undefined): CheckedFacts {
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
  const { events, chains } = report;
  return {
    facts: facts.map(({ fact }) => fact),
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

function inTimeline(code: string, message: string): Problem {
  return { code, name: LAYOUT.timeline, message: `${LAYOUT.timeline}: ${message}` };
}
