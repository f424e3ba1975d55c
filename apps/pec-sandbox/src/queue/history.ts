import type { Submission } from './events.js';

/** The submissions so far, with what is often asked of them. */
export class History {
  private readonly submissions: Submission[] = [];
  private readonly bySeq = new Map<number, Submission>();
  private readonly letters = new Map<string, number>();
  private readonly matches = new Map<string, number>();
  private readonly byMunicipality = new Map<string, Submission[]>();

  constructor(submissions: readonly Submission[]) {
    for (const submission of submissions) this.add(submission);
  }

  add(submission: Submission): void {
    this.submissions.push(submission);
    this.bySeq.set(submission.seq, submission);
    for (const { address } of submission.recipients) increment(this.letters, address);
    for (const key of submission.matched) increment(this.matches, key);
    for (const { municipality } of submission.deliveredTo) {
      const known = this.byMunicipality.get(municipality) ?? [];
      known.push(submission);
      this.byMunicipality.set(municipality, known);
    }
  }

  all(): readonly Submission[] {
    return [...this.submissions];
  }

  lastSeq(): number {
    return this.submissions.at(-1)?.seq ?? 0;
  }

  /** @throws Error when no submission has that number */
  get(seq: number): Submission {
    const found = this.bySeq.get(seq);
    if (found === undefined) throw new Error(`Nessun messaggio ${seq} nella sandbox PEC.`);
    return found;
  }

  /** How many letters were addressed to it. */
  lettersTo(address: string): number {
    return this.letters.get(address) ?? 0;
  }

  /** How many letters met the filter of a rule (`istat/rule`). */
  matching(key: string): number {
    return this.matches.get(key) ?? 0;
  }

  /** The last letter that had reached a municipality by then. */
  lastDelivered(municipality: string, by: number): Submission | null {
    const arrived = (one: Submission): boolean =>
      one.deliveredTo.some((to) => to.municipality === municipality && to.at <= by);
    return this.byMunicipality.get(municipality)?.findLast(arrived) ?? null;
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
