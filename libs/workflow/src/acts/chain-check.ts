import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Instant } from '@app/domain';
import type { ChainedFact } from '@app/evidence';
import { sha256, verifyChain } from '@app/evidence';
import type { ActRow, RecordedFact } from '@app/persistence';
import { actsAfter, chainHeads, loadFacts, saveSetting, setting } from '@app/persistence';
import { Clock } from '../clock.js';
import { actHash } from './act-hash.js';

/** A chain that does not hold to its end. */
export interface BrokenChain {
  /** The municipality, or `atti` for the acts of the office. */
  readonly chain: string;
  /** Links that hold, from the first on. */
  readonly holds: number;
  /** When the last of them was recorded; null: not even the first holds. */
  readonly until: Instant | null;
  /** What is wrong with the next one. */
  readonly problem: string;
}

/** What a check of every chain found. */
export interface ChainReport {
  readonly at: Instant;
  readonly by: string;
  readonly chains: number;
  readonly facts: number;
  readonly acts: number;
  readonly broken: readonly BrokenChain[];
  /** When the last link that was checked was recorded; null: there is none. */
  readonly until: Instant | null;
  /** One digest for all heads: noted elsewhere, it betrays a chain that was cut or written anew. */
  readonly head: string;
}

/** Municipalities whose facts are held in memory at once. */
const BATCH = 100;
const ACTS = 1_000;
const KEY = 'chain-check';

/** Checks that what is on record is what was recorded, link by link. */
@Injectable()
export class ChainCheck {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What the last check found; null: none was made. */
  async last(): Promise<ChainReport | null> {
    return setting<ChainReport>(this.db, KEY);
  }

  /** Checks everything, in batches, and keeps the report. */
  async run(by: string): Promise<ChainReport> {
    const at = this.clock.now();
    // At one moment of the record: what is being added meanwhile must not look like a broken chain.
    const [facts, acts] = await this.db.transaction('REPEATABLE READ', async (tx) => [
      await checkFacts(tx),
      await checkActs(tx),
    ]);
    const untils = [facts.until, acts.until].filter((one) => one !== null).sort();
    const report: ChainReport = {
      at,
      by,
      chains: facts.chains + 1,
      facts: facts.count,
      acts: acts.count,
      broken: [...facts.broken, ...acts.broken],
      until: untils.at(-1) ?? null,
      head: sha256([...facts.heads, `atti ${acts.head}`].join('\n')),
    };
    await saveSetting(this.db, KEY, report);
    return report;
  }
}

async function checkFacts(tx: EntityManager) {
  const broken: BrokenChain[] = [];
  const heads: string[] = [];
  let count = 0;
  let until: Instant | null = null;
  let after: string | null = null;
  for (;;) {
    const batch: Awaited<ReturnType<typeof chainHeads>> = await chainHeads(tx, after, BATCH);
    if (batch.length === 0) break;
    const facts = await loadFacts(
      tx,
      batch.map(({ municipality }) => municipality),
    );
    for (const { municipality, length, head } of batch) {
      const own = facts.get(municipality) ?? [];
      const fault = faultOf(municipality, own, { length, head });
      if (fault !== null) broken.push(fault);
      count += own.length;
      until = later(until, own.at(-1)?.recordedAt ?? null);
      heads.push(`${municipality} ${own.at(-1)?.hash ?? ''}`);
    }
    after = batch.at(-1)!.municipality;
  }
  return { broken, heads, count, until, chains: heads.length };
}

async function checkActs(tx: EntityManager) {
  const broken: BrokenChain[] = [];
  let last: ActRow | null = null;
  for (;;) {
    const batch: ActRow[] = await actsAfter(tx, last?.position ?? 0, ACTS);
    for (const act of batch) {
      const fault = broken.length > 0 ? null : actFault(last, act);
      if (fault !== null) broken.push(fault);
      last = act;
    }
    if (batch.length < ACTS) break;
  }
  return {
    ...{ broken, head: last?.hash ?? '', count: last?.position ?? 0 },
    until: last?.at ?? null,
  };
}

/** What is wrong with a municipality's chain, up to the first fault; also a tail that was cut off. */
function faultOf(
  chain: string,
  facts: readonly RecordedFact[],
  expected: { readonly length: number; readonly head: string },
): BrokenChain | null {
  const { problems, head } = verifyChain(facts.map(chained));
  const [first] = problems;
  if (first !== undefined) {
    const holds = first.position - 1;
    return { chain, holds, until: facts[holds - 1]?.recordedAt ?? null, problem: first.message };
  }
  if (facts.length === expected.length && head === expected.head) return null;
  const problem = `la catena finisce al fatto ${facts.length}, la sua testa ne dichiara ${expected.length}`;
  return { chain, holds: facts.length, until: facts.at(-1)?.recordedAt ?? null, problem };
}

function actFault(before: ActRow | null, act: ActRow): BrokenChain | null {
  const holds = before?.position ?? 0;
  const right =
    act.position === holds + 1 &&
    act.previousHash === (before?.hash ?? '') &&
    act.hash === actHash(act.previousHash, act);
  if (right) return null;
  const problem = `l’atto ${act.position} non corrisponde alla sua impronta o non segue quello che lo precede`;
  return { chain: 'atti', holds, until: before?.at ?? null, problem };
}

/** A recorded fact as the chain hashes it: without its place in the table. */
function chained(recorded: RecordedFact): ChainedFact {
  const { position: _position, previousHash: previous, hash, ...fact } = recorded;
  return { fact: fact as ChainedFact['fact'], previous, hash };
}

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || (b !== null && b > a) ? b : a;
