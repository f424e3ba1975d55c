import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import type { Sandbox, SandboxOptions } from '../api.js';
import { openAuthority } from '../ca/authority.js';
import { PROVIDERS } from '../providers.js';
import { startSandbox } from '../sandbox.js';
import type { SandboxScript } from '../script/schema.js';

export const USER = 'politicheabitative@pec.regione.example';
export const PASSWORD = 'una-parola:segreta';

/** Monday 14 February 2022, 09:00 in Rome. */
export const START = Date.UTC(2022, 1, 14, 8);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let sharedCa: Promise<string> | null = null;

/** Keys are slow to make: all tests of a file share one CA. */
function caFolder(): Promise<string> {
  sharedCa ??= (async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sandbox-ca-'));
    const authority = await openAuthority(dir);
    await Promise.all(PROVIDERS.map((provider) => authority.signer(provider, START)));
    return dir;
  })();
  return sharedCa;
}

export interface Letter {
  readonly to?: string | readonly string[];
  readonly from?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer }[];
  readonly messageId?: string;
  /** Sent as it is, with the envelope of `to`. */
  readonly raw?: string | Buffer;
  readonly mailFrom?: string;
}

export interface Arrived {
  readonly name: string;
  readonly raw: Buffer;
}

/** A sandbox with a clock in the hand of the test. */
export class Bench {
  now = START;

  private constructor(
    readonly dir: string,
    private readonly options: Omit<SandboxOptions, 'dir' | 'clock' | 'smtpPort'>,
    public sandbox: Sandbox,
  ) {}

  static async open(
    script: Omit<SandboxScript, 'version'> = {},
    more: Partial<SandboxOptions> = {},
  ): Promise<Bench> {
    const dir = await mkdtemp(join(tmpdir(), 'sandbox-'));
    await mkdir(join(dir, 'ca'));
    await cp(await caFolder(), join(dir, 'ca'), { recursive: true });
    const options = {
      users: [{ address: USER, password: PASSWORD }],
      script: { version: 1 as const, ...script },
      ...more,
    };
    const bench = new Bench(dir, options, undefined as unknown as Sandbox);
    bench.sandbox = await bench.start();
    return bench;
  }

  private start(): Promise<Sandbox> {
    return startSandbox({
      ...this.options,
      dir: this.dir,
      smtpPort: 0,
      clock: { now: () => this.now },
    });
  }

  /** Another process on the same folder. */
  async restart(): Promise<void> {
    await this.sandbox.stop();
    this.sandbox = await this.start();
  }

  async advance(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    await this.sandbox.advanceTo(this.now);
  }

  /** Submits a letter and gives the server's answer; throws what the client saw. */
  async send(letter: Letter = {}, auth?: { user: string; pass: string } | null): Promise<string> {
    const to = letter.to ?? 'protocollo@pec.comune.example';
    const transport = nodemailer.createTransport({
      host: '127.0.0.1',
      port: this.sandbox.smtpPort,
      secure: false,
      ignoreTLS: true,
      ...(auth === null ? {} : { auth: auth ?? { user: USER, pass: PASSWORD } }),
    });
    try {
      const envelope = { from: letter.mailFrom ?? USER, to: [to].flat() };
      const sent = await transport.sendMail(
        letter.raw === undefined
          ? {
              from: letter.from ?? USER,
              to: [to].flat().join(', '),
              subject: letter.subject ?? 'Richiesta dati al 31/12/2021',
              text: letter.text ?? 'Si chiede la trasmissione.',
              envelope,
              ...(letter.messageId === undefined ? {} : { messageId: letter.messageId }),
              ...(letter.headers === undefined ? {} : { headers: { ...letter.headers } }),
              ...(letter.attachments === undefined ? {} : { attachments: [...letter.attachments] }),
            }
          : { raw: letter.raw, envelope },
      );
      return sent.response;
    } finally {
      transport.close();
    }
  }

  /** The code that the server refuses with; null when it took the letter. */
  async refusal(letter: Letter, auth?: { user: string; pass: string }): Promise<number | null> {
    try {
      await this.send(letter, auth);
      return null;
    } catch (error) {
      return (error as { responseCode?: number }).responseCode ?? 0;
    }
  }

  /** What is in the mailbox, new and seen, oldest first. */
  async inbox(address = USER): Promise<Arrived[]> {
    const root = this.sandbox.maildirOf(address);
    const found: Arrived[] = [];
    for (const part of ['new', 'cur']) {
      for (const name of await readdir(join(root, part))) {
        found.push({ name, raw: await readFile(join(root, part, name)) });
      }
    }
    return found.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async close(): Promise<void> {
    await this.sandbox.stop();
    await rm(this.dir, { recursive: true, force: true });
  }
}
