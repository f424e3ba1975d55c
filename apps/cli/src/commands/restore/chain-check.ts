import type { Fact } from '@app/domain';
import { instant } from '@app/domain';
import type { ChainedFact } from '@app/evidence';
import { verifyChain } from '@app/evidence';
import { z } from 'zod';

/** A fact as the copy has it: every column as PostgreSQL's text. */
const factRow = z.object({
  municipality: z.string(),
  id: z.string(),
  type: z.string(),
  survey: z.string(),
  round: z.string().nullable(),
  occurred_at: z.string(),
  recorded_at: z.string(),
  actor: z.string(),
  source: z.string(),
  evidence: z.string().nullable(),
  payload: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
});
const headRow = z.object({ municipality: z.string(), length: z.string(), head: z.string() });

/** Checks the chains of a copy while it is read: the facts of one municipality are in memory at a time. */
export class ChainCheck {
  readonly #ends = new Map<string, string>();
  readonly #heads = new Map<string, string>();
  #facts: ChainedFact[] = [];
  #problem: string | null = null;

  /** Rows of `fact`, in the order of municipality and position. */
  addFacts(rows: readonly unknown[]): void {
    for (const row of rows) {
      const link = chainedFact(row);
      if (link === null) {
        this.#problem ??= 'un fatto non si può leggere';
        continue;
      }
      const before = this.#facts[0]?.fact.municipality;
      if (before !== undefined && before !== link.fact.municipality) this.#close();
      this.#facts.push(link);
    }
  }

  /** Rows of `chain`: how long each chain is, and its last hash. */
  addHeads(rows: readonly unknown[]): void {
    for (const row of rows) {
      const parsed = headRow.safeParse(row);
      if (!parsed.success) this.#problem ??= 'una testa di catena non si può leggere';
      else this.#heads.set(parsed.data.municipality, `${parsed.data.length} ${parsed.data.head}`);
    }
  }

  /** What is wrong, as a person reads it; null: nothing. */
  problem(): string | null {
    this.#close();
    if (this.#problem !== null) return this.#problem;
    for (const istat of new Set([...this.#heads.keys(), ...this.#ends.keys()])) {
      const [end, head] = [this.#ends.get(istat) ?? '0 ', this.#heads.get(istat) ?? '0 '];
      if (end !== head) return `Comune ${istat}, la catena è stata troncata o allungata`;
    }
    return null;
  }

  #close(): void {
    const [first] = this.#facts;
    if (first === undefined) return;
    const { municipality } = first.fact;
    const { events, head, problems } = verifyChain(this.#facts);
    if (problems[0] !== undefined) {
      this.#problem ??= `Comune ${municipality}, ${problems[0].message}`;
    }
    if (this.#ends.has(municipality)) {
      this.#problem ??= `Comune ${municipality}, i fatti non sono in ordine`;
    }
    this.#ends.set(municipality, `${events} ${head}`);
    this.#facts = [];
  }
}

function chainedFact(row: unknown): ChainedFact | null {
  const parsed = factRow.safeParse(row);
  if (!parsed.success) return null;
  const { occurred_at, recorded_at, payload, previous_hash, hash, ...rest } = parsed.data;
  try {
    const fact = {
      ...rest,
      occurredAt: momentOf(occurred_at),
      recordedAt: momentOf(recorded_at),
      payload: JSON.parse(payload) as unknown,
    } as Fact;
    return { fact, previous: previous_hash, hash };
  } catch {
    // Whatever it is that it can't be read by, it is no fact that we wrote.
    return null;
  }
}

/** `2022-02-14 08:00:00+00` as PostgreSQL writes it in UTC. */
const momentOf = (text: string) => instant(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
