import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultSurvey } from '@app/contract';
import { startSandbox } from '@app/pec-sandbox';
import { dataSource, migrate, saveMunicipalities } from '@app/persistence';
import { install } from '@app/workflow';
import { Proxy } from './proxy.mjs';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
const FROM = 'regione@pec.regione.example';
const PASSWORD = 'segreta';
/** Monday 14 February 2022, 09:00 in Rome: the day of the opening letters. */
const START = Date.UTC(2022, 1, 14, 8);
const MINUTE = 60_000;
/** Letters a minute: few, so that every strike meets others. */
const RATE = 2;

/** Where a sender dies by itself, and how often the point may be passed before. */
const POINTS = {
  'before-mail': 2,
  'before-dot-noted': 2,
  'dot-noted': 2,
  answered: 2,
  fetched: 6,
  processing: 6,
  'before-commit': 12,
  'after-commit': 12,
};
/** Where the wire strikes: the sender is killed, or the connection alone is cut. */
const WIRE = ['mail', 'data', 'body', 'dot-held', 'dot-sent', 'answer-held', 'answer-sent'];
/** Letters that leave undisturbed at the end. */
const LATER = 3;
/** Rounds after which a strike that never came is replaced. */
const PATIENCE = 4;

const instant = (ms) => new Date(ms).toISOString();

/** A campaign of opening letters that is disturbed again and again, and then left in peace until it is at its end. */
export class Campaign {
  #workers = [];
  #current = null;
  #now = START;
  #strike = null;
  #age = 0;
  #turns = 0;
  #quiet = false;
  kills = 0;
  cuts = 0;
  rounds = 0;
  byPoint = new Map();
  errors = new Map();

  constructor({ dir, databaseUrl, policy, faults, random }) {
    Object.assign(this, { dir, databaseUrl, policy, faults, random });
    this.letters = Math.max(12, Math.ceil(faults * 2.2));
  }

  async open() {
    mkdirSync(this.dir, { recursive: true });
    this.db = dataSource(this.databaseUrl, 4);
    await this.db.initialize();
    await migrate(this.db);
    const seed = { municipalities: municipalities(this.letters), survey: defaultSurvey() };
    await install(this.db, { mode: 'sandbox', createdAt: instant(START) }, seed);
    this.provider = await startSandbox({
      dir: join(this.dir, 'provider'),
      smtpPort: 0,
      clock: { now: () => this.#now },
      users: [{ address: FROM, password: PASSWORD }],
      // Receipts take long enough to be under way when the sender comes back.
      script: { version: 1, timing: { acceptance: 'PT2M', delivery: 'PT5M' } },
    });
    this.proxy = await Proxy.open(this.provider.smtpPort);
    this.config = {
      policy: this.policy,
      databaseUrl: this.databaseUrl,
      start: instant(START),
      from: FROM,
      secret: 'faults',
      ratePerMinute: RATE,
      smtpUrl: `smtp://${encodeURIComponent(FROM)}:${PASSWORD}@127.0.0.1:${this.proxy.port}`,
      maildir: this.provider.maildirOf(FROM),
      indexDir: join(this.dir, 'index'),
      caPem: this.provider.caPem,
    };
  }

  /** @param onRound told after each simulated moment */
  async run(onRound = () => undefined) {
    while (!(await this.#isOver())) {
      if (!this.#disturbing && !this.#quiet) await this.#endInPeace();
      await this.provider.advanceTo(this.#now);
      await this.#round();
      onRound(this);
      this.#now += this.#disturbing ? MINUTE : 10 * MINUTE;
    }
  }

  async close() {
    for (const { child } of this.#workers) child.disconnect();
    this.#current?.child.disconnect();
    await this.proxy.close();
    await this.provider.stop();
    await this.db.destroy();
  }

  get #disturbing() {
    return this.kills + this.cuts < this.faults;
  }

  async #isOver() {
    if (this.rounds > 60 + this.faults * 6) return true;
    const [open] = await this.db.query(`
      select (select count(*) from letter where state = 'queued')
           + (select count(*) from municipality m where not exists (select 1 from letter l where l.municipality = m.istat))
           + (select count(*) from dispatch where state in ('submitting', 'submitted', 'accepted', 'in-doubt'))
           + (select count(*) from raw_message where state = 'new') as left`);
    const settled = this.#quiet || this.#disturbing;
    return (
      settled &&
      Number(open.left) === 0 &&
      this.provider.due(this.#now) === null &&
      this.#current !== null
    );
  }

  /** More letters after the last strike: a doubt is settled when later letters have their acceptance. */
  async #endInPeace() {
    this.#quiet = true;
    const more = municipalities(this.letters + LATER).slice(this.letters);
    await saveMunicipalities(this.db, more);
    this.letters += LATER;
  }

  /** One moment of the simulated time; the worker may not live through it. */
  async #round() {
    this.rounds += 1;
    const worker = await this.#worker();
    const die = this.#plan(worker);
    const end = await worker.live({ now: instant(this.#now), die, officer: !this.#disturbing });
    this.proxy.disarm();
    if (end !== null && !worker.killed) {
      const error = end.error?.split('\n')[0];
      if (error) this.errors.set(error, (this.errors.get(error) ?? 0) + 1);
      this.#current = worker;
      return;
    }
    await worker.gone;
    if (worker.child.signalCode !== 'SIGKILL') throw new Error('a worker died by itself');
    this.#current = null;
    this.kills += 1;
    this.#count(worker.killed ?? `own:${die?.point}`);
  }

  #count(name) {
    this.byPoint.set(name, (this.byPoint.get(name) ?? 0) + 1);
    this.#strike = null;
    this.#age = 0;
  }

  /** Where it shall strike this time. What never came to pass is replaced after a while. */
  #plan(worker) {
    if (!this.#disturbing) return null;
    this.#age += 1;
    if (this.#strike === null || this.#age > PATIENCE) {
      this.#strike = this.#choose();
      this.#age = 0;
    }
    const { kind, at, bytes, point, nth } = this.#strike;
    if (kind === 'own') return { point, nth };
    const strike =
      kind === 'kill'
        ? () => {
            worker.killed = `kill:${at}`;
            worker.child.kill('SIGKILL');
          }
        : () => {
            this.cuts += 1;
            this.#count(`cut:${at}`);
          };
    this.proxy.arm({ at, bytes, strike });
    return null;
  }

  #choose() {
    const { random } = this;
    if (this.policy !== 'protocol') {
      // Where the usual senders are known to go wrong, each place in turn: around the final dot.
      const turn = this.#turns++;
      const around = WIRE.slice(2, 6);
      return {
        kind: turn % 2 === 0 ? 'kill' : 'cut',
        at: around[(turn >> 1) % around.length],
        bytes: 1,
      };
    }
    const kind = random.pick(['own', 'kill', 'kill', 'cut', 'cut', 'cut']);
    if (kind === 'own') {
      const point = random.pick(Object.keys(POINTS));
      return { kind, point, nth: 1 + random.int(POINTS[point]) };
    }
    // A connection is also cut at any byte of what either side says.
    const at = random.pick(
      kind === 'cut' ? [...WIRE.slice(0, 6), 'up', 'up', 'up', 'down', 'down'] : WIRE,
    );
    const bytes = 1 + random.int(at === 'down' ? 600 : 4500);
    return { kind, at, bytes };
  }

  /** The worker that lives, or a new one; the next stand by already. */
  async #worker() {
    const spares = this.#disturbing ? 2 : 1;
    const missing = spares + (this.#current === null ? 1 : 0) - this.#workers.length;
    for (let n = 0; n < missing; n += 1) this.#workers.push(new Worker(this.config));
    if (this.#current !== null) return this.#current;
    const worker = this.#workers.shift();
    await worker.ready;
    return worker;
  }
}

/** The sender in a process of its own. */
class Worker {
  /** Where the harness killed it. */
  killed = null;
  #answer = null;

  constructor(config) {
    this.child = fork(WORKER, [JSON.stringify(config)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.ready = once(this.child, 'message');
    this.child.on('message', (message) => this.#answer?.(message));
    this.child.on('error', () => undefined);
    this.gone = new Promise((resolve) => {
      this.child.once('exit', () => {
        resolve();
        this.#answer?.(null);
      });
    });
  }

  /** Lets it live through one moment; null when it didn't survive. */
  live(moment) {
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.child.send(moment, (error) => (error ? this.gone.then(() => resolve(null)) : undefined));
    });
  }
}

/** Municipalities that owe and never answer, each with its own address. */
function municipalities(count) {
  return Array.from({ length: count }, (_, n) => {
    const istat = String(100_001 + n);
    return {
      istat,
      name: `Prova ${n + 1}`,
      title: 'Comune di',
      belfiore: null,
      postcode: null,
      latitude: null,
      longitude: null,
      existsFrom: null,
      existsTo: null,
      successor: null,
      addresses: [
        {
          address: `protocollo@pec.comune-${istat}.example`,
          validFrom: '2021-01-01',
          validTo: null,
          source: 'letter',
          state: 'untried',
        },
      ],
      closingDays: [],
    };
  });
}
