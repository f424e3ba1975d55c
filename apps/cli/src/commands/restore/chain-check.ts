import type { Fact } from '@app/domain';
import { instant } from '@app/domain';
import type { ChainedFact } from '@app/evidence';
import { verifyChain } from '@app/evidence';
import { z } from 'zod';

/** A fact as the copy has it: every column as PostgreSQL's text. */
const factRow = z.object({
  municipality: z.string(),
  position: z.string().regex(/^[1-9]\d{0,9}$/),
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

/** A fact with its number in the chain. */
interface PlacedFact extends ChainedFact {
  readonly position: number;
}

/** Checks the chains of a copy while it is read: the facts of one municipality are in memory at a time. */
export class ChainCheck {
  readonly #ends = new Map<string, string>();
  readonly #heads = new Map<string, string>();
  #facts: PlacedFact[] = [];
  #problem: string | null = null;

  /** Rows of `fact`, one municipality after the other; older versions wrote fact 10 before fact 2. */
  addFacts(rows: readonly unknown[]): void {
    for (const row of rows) {
      const link = placedFact(row);
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
    const facts = this.#facts.sort((a, b) => a.position - b.position);
    const { events, head, problems } = verifyChain(facts);
    if (problems[0] !== undefined) {
      this.#problem ??= `Comune ${municipality}, ${problems[0].message}`;
    }
    const gap = facts.findIndex(({ position }, index) => position !== index + 1);
    if (gap >= 0) this.#problem ??= `Comune ${municipality}, manca il fatto ${gap + 1}`;
    if (this.#ends.has(municipality)) {
      this.#problem ??= `Comune ${municipality}, i fatti non sono in ordine`;
    }
    this.#ends.set(municipality, `${events} ${head}`);
    this.#facts = [];
  }
}

function placedFact(row: unknown): PlacedFact | null {
  const parsed = factRow.safeParse(row);
  if (!parsed.success) return null;
  const { position, occurred_at, recorded_at, payload, previous_hash, hash, ...rest } = parsed.data;
  try {
    const fact = {
      ...rest,
      occurredAt: momentOf(occurred_at),
      recordedAt: momentOf(recorded_at),
      payload: JSON.parse(payload) as unknown,
    } as Fact;
    return { fact, previous: previous_hash, hash, position: Number(position) };
  } catch {
    // Whatever it is that it can't be read by, it is no fact that we wrote.
    return null;
  }
}

/** `2022-02-14 08:00:00+00` as PostgreSQL writes it in UTC. */
const momentOf = (text: string) => instant(text.replace(' ', 'T').replace(/\+00$/, 'Z'));
