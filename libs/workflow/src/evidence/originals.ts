import type { Fact, Municipality } from '@app/domain';
import type { ChainedFact, EvidenceLetter, EvidenceMessage } from '@app/evidence';
import { PROOF_WORDS, sha256 } from '@app/evidence';
import type { Signature } from '@app/pec';
import type { Db, DispatchSummary, LetterRow, RawSummary, RecordedFact } from '@app/persistence';
import {
  dispatchBytes,
  dispatchesOfLetters,
  importedFile,
  lettersOf,
  loadFacts,
  paperBytes,
  papersOf,
  rawById,
  rawBytes,
  rawOfDispatches,
} from '@app/persistence';
import PostalMime from 'postal-mime';

/** What a file of one obligation is made of, and what of it is not as it was recorded. */
export interface Originals {
  readonly facts: readonly ChainedFact[];
  readonly messages: readonly EvidenceMessage[];
  readonly letters: readonly EvidenceLetter[];
  /** One Italian sentence for each original that is missing or has another digest. */
  readonly faults: readonly string[];
}

/**
 * The whole chain of a municipality with every original that a fact of it rests on, each compared with its recorded
 * digest: letters as they left, whatever speaks of them, replies. Imported files are compared and stay at the office: they
 * speak of other municipalities too. The PDFs are those of the one obligation.
 */
export async function gatherOriginals(
  db: Db,
  { istat }: Municipality,
  obligation: string,
): Promise<Originals> {
  const facts = (await loadFacts(db, [istat])).get(istat) ?? [];
  const own = await lettersOf(db, istat);
  const ofDuty = lettersAbout(facts, obligation);
  const gathering = new Gathering(db);
  const attempts = (
    await dispatchesOfLetters(
      db,
      own.map(({ id }) => id),
    )
  ).filter(({ submittingAt }) => submittingAt !== null);
  for (const attempt of attempts) {
    const letter = own.find(({ id }) => id === attempt.letter);
    if (letter !== undefined) await gathering.letter(letter, attempt, ofDuty.has(letter.id));
  }
  for (const { id } of own) await gathering.papers(id);
  const receipts = await rawOfDispatches(
    db,
    attempts.map(({ messageId }) => messageId),
  );
  for (const receipt of receipts) await gathering.received(receipt);
  for (const fact of facts) await gathering.proof(fact);
  return { facts: facts.map(chained), ...gathering };
}

/** The letters that name an obligation, by the facts that they were decided or left. */
function lettersAbout(facts: readonly Fact[], obligation: string): ReadonlySet<string> {
  const decided = facts.flatMap((fact) =>
    (fact.type === 'queued' || fact.type === 'sent') &&
    fact.payload.obligations.includes(obligation)
      ? [fact.payload.letter]
      : [],
  );
  return new Set(decided);
}

class Gathering {
  readonly messages: EvidenceMessage[] = [];
  readonly letters: EvidenceLetter[] = [];
  readonly faults: string[] = [];
  readonly #known = new Set<string>();
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async letter(letter: LetterRow, attempt: DispatchSummary, isOfDuty: boolean): Promise<void> {
    const subject = letter.subject ?? letter.id;
    const what = `la lettera inviata «${subject}» (tentativo ${attempt.attempt})`;
    const raw = this.#checked(
      what,
      attempt.sha256,
      await dispatchBytes(this.#db, attempt.messageId),
    );
    if (raw === null) return;
    this.messages.push({ raw, direction: 'sent', at: attempt.submittingAt });
    if (!isOfDuty) return;
    this.letters.push(...(await attachedFiles(raw, attempt, subject)));
  }

  /** Papers that a person attached to a letter: they left inside it. */
  async papers(letter: string): Promise<void> {
    for (const { kind, name, sha256: recorded } of await papersOf(this.#db, letter)) {
      const paper = await paperBytes(this.#db, letter, kind);
      this.#checked(`il documento «${name}» della lettera ${letter}`, recorded, paper?.content);
    }
  }

  async received(row: RawSummary): Promise<void> {
    const { sha256: recorded, folder, uid, uidValidity, fetchedAt } = row;
    if (this.#known.has(recorded)) return;
    const origin = `${folder}, UID ${uid}, UIDVALIDITY ${uidValidity}`;
    const what = `il messaggio ricevuto (${origin})`;
    const raw = this.#checked(what, recorded, await rawBytes(this.#db, recorded));
    if (raw === null) return;
    const signature = row.signature as Signature | null;
    this.messages.push({
      ...{ raw, direction: 'received', at: fetchedAt, origin },
      ...(signature === null ? {} : { decided: { signature, at: fetchedAt } }),
    });
  }

  /** What a fact rests on, when it is not gathered already. */
  async proof({ id, evidence, source }: Fact): Promise<void> {
    if (evidence === null || this.#known.has(evidence)) return;
    const row = await rawById(this.#db, evidence);
    if (row !== null) return this.received(row);
    const file = source === 'import' ? await importedFile(this.#db, evidence) : null;
    const what = file === null ? `la prova del fatto ${id}` : `il file importato «${file.name}»`;
    this.#checked(what, evidence, file?.bytes);
  }

  /** The bytes when they are those that were recorded; otherwise the fault is noted. */
  #checked(
    what: string,
    recorded: string,
    bytes: Uint8Array | null | undefined,
  ): Uint8Array | null {
    this.#known.add(recorded);
    if (bytes === null || bytes === undefined) {
      this.faults.push(PROOF_WORDS.lost(what, recorded));
      return null;
    }
    const found = sha256(bytes);
    if (found === recorded) return bytes;
    this.faults.push(PROOF_WORDS.differs(what, recorded, found));
    return null;
  }
}

/** The files that a letter of ours carries, beside the frozen message: a reader opens the PDF at once. */
async function attachedFiles(
  raw: Uint8Array,
  attempt: DispatchSummary,
  subject: string,
): Promise<EvidenceLetter[]> {
  const { attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' });
  return attachments.map((file, index) => {
    const name = file.filename ?? `allegato-${index + 1}`;
    return {
      name: `${attempt.letter.replaceAll('/', '-')}-tentativo-${attempt.attempt}-${name}`,
      bytes: new Uint8Array(file.content as ArrayBuffer),
      description: `${subject}, allegato ${name}`,
    };
  });
}

/** A recorded fact as the chain hashes it: without its place in the table. */
function chained(recorded: RecordedFact): ChainedFact {
  const { position: _position, previousHash: previous, hash, ...fact } = recorded;
  return { fact: fact as Fact, previous, hash };
}
