import type { Fact } from '@app/domain';
import { canonicalFact, type ChainedFact, type ChainProblem, verifyChain } from './chain.js';
import { canonicalJson } from './canonical.js';
import { sha256 } from './digest.js';
import { EvidenceError } from './errors.js';

/** The chains of one evidence file and the one head that stands for them all. */
export interface TimelineReport {
  readonly ok: boolean;
  readonly events: number;
  readonly head: string;
  readonly chains: readonly {
    readonly municipality: string;
    readonly events: number;
    readonly head: string;
  }[];
  readonly problems: readonly ChainProblem[];
}

/**
 * One line a fact. The fact comes last and is its canonical text, so that a shell can cut it out and hash it
 * after `previous`.
 */
export function timelineText(facts: readonly ChainedFact[]): string {
  return facts.map((link) => `${timelineLine(link)}\n`).join('');
}

function timelineLine(link: ChainedFact): string {
  const { municipality } = link.fact;
  const head = canonicalJson({ municipality }).slice(0, -1);
  return `${head},"previous":"${link.previous}","hash":"${link.hash}","fact":${canonicalFact(link.fact)}}`;
}

/**
 * Reads the lines back; each must be written exactly as `timelineText` writes it.
 *
 * @throws EvidenceError `timeline` with the line number
 */
export function readTimeline(text: string): readonly ChainedFact[] {
  if (text === '') return [];
  if (!text.endsWith('\n')) throw new EvidenceError('timeline', "l'ultima riga è incompleta");
  return text
    .slice(0, -1)
    .split('\n')
    .map((line, index) => {
      const link = parse(line);
      if (link === null || timelineLine(link) !== line)
        throw new EvidenceError('timeline', `la riga ${index + 1} non è scritta come previsto`);
      return link;
    });
}

function parse(line: string): ChainedFact | null {
  try {
    const value = JSON.parse(line) as { previous?: unknown; hash?: unknown; fact?: unknown };
    const { previous, hash, fact } = value;
    const shaped = isDigest(hash) && (previous === '' || isDigest(previous));
    if (!shaped || typeof fact !== 'object' || fact === null) return null;
    return { previous, hash, fact: fact as Fact };
  } catch {
    return null;
  }
}

function isDigest(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/**
 * Checks each municipality's chain. The head of one chain is that of its last fact; of several, SHA-256 of the
 * lines `<municipality> <head>`, sorted.
 */
export function checkTimeline(facts: readonly ChainedFact[]): TimelineReport {
  const byMunicipality = new Map<string, ChainedFact[]>();
  for (const link of facts) {
    const chain = byMunicipality.get(link.fact.municipality);
    if (chain === undefined) byMunicipality.set(link.fact.municipality, [link]);
    else chain.push(link);
  }
  const reports = [...byMunicipality].map(([municipality, chain]) => ({
    municipality,
    ...verifyChain(chain),
  }));
  const chains = reports.map(({ municipality, events, head }) => ({ municipality, events, head }));
  return {
    ok: reports.every((report) => report.ok),
    events: facts.length,
    head: headOf(chains),
    chains,
    problems: reports.flatMap((report) => report.problems),
  };
}

function headOf(
  chains: readonly { readonly municipality: string; readonly head: string }[],
): string {
  if (chains.length <= 1) return chains[0]?.head ?? '';
  const lines = chains.map((chain) => `${chain.municipality} ${chain.head}\n`).sort();
  return sha256(lines.join(''));
}
