import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { romeTime } from '../zone.js';

/** One outgoing letter as the office's protocol register has it. */
export interface Registration {
  /** What the caller calls the letter: the same one is never registered twice. */
  readonly id: string;
  /** Seven digits, from 1 every year (DPR 445/2000, art. 57). */
  readonly number: string;
  /** `AAAA-MM-GG`, Europe/Rome. */
  readonly date: string;
  readonly aoo: string;
  readonly subject: string;
  readonly recipient: string;
}

export interface NewRegistration {
  readonly id: string;
  readonly subject: string;
  readonly recipient: string;
}

const AOO = 'r_prova/AOO_080';

/** The simulated register of an office: kept as lines of JSON, so that numbers go on where the last run left off. */
export class ProtocolRegister {
  readonly #file: string;
  readonly #byId = new Map<string, Registration>();

  constructor(
    dir: string,
    private readonly clock: { now(): number },
  ) {
    mkdirSync(dir, { recursive: true });
    this.#file = join(dir, 'protocollo.jsonl');
    const text = existsSync(this.#file) ? readFileSync(this.#file, 'utf8') : '';
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const entry = JSON.parse(line) as Registration;
      this.#byId.set(entry.id, entry);
    }
  }

  /** All registrations, oldest first. */
  all(): readonly Registration[] {
    return [...this.#byId.values()];
  }

  /** Registers a letter once; asked again it gives what it gave. */
  register({ id, subject, recipient }: NewRegistration): Registration {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    const date = romeTime(this.clock.now()).iso;
    const year = date.slice(0, 4);
    const count = this.all().filter((one) => one.date.startsWith(year)).length + 1;
    const number = String(count).padStart(7, '0');
    const entry = { id, number, date, aoo: AOO, subject, recipient };
    appendFileSync(this.#file, `${JSON.stringify(entry)}\n`);
    this.#byId.set(id, entry);
    return entry;
  }
}
