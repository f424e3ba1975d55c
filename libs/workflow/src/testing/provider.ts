import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Authority, Kind, Provider, Statement } from '@app/pec-sandbox';
import { compose, openAuthority, PROVIDERS } from '@app/pec-sandbox';
import type { TrustOptions } from '@app/pec';

/** What a receipt speaks of: an attempt, as its record names it. */
export interface Subject {
  readonly messageId: string;
  readonly fromAddress: string;
  readonly toAddress: string;
}

export interface ReceiptOptions extends Partial<Omit<Statement, 'kind' | 'at' | 'original'>> {
  /** Marks the recipient as no PEC address. */
  readonly external?: boolean;
  /** Another original id, sender or recipient than the subject's. */
  readonly about?: Partial<Subject>;
}

/** Signs byte-real receipts of the simulated providers. One key pair a test file. */
export class TestProvider {
  #serial = 0;

  private constructor(
    private readonly dir: string,
    private readonly authority: Authority,
    readonly trust: TrustOptions,
  ) {}

  static async open(): Promise<TestProvider> {
    const dir = mkdtempSync(join(tmpdir(), 'sollecito-ca-'));
    const authority = await openAuthority(dir);
    return new TestProvider(dir, authority, { pems: [authority.caPem], builtIn: false });
  }

  /** The authority that all of them chain to, PEM. */
  get anchor(): string {
    return this.authority.caPem;
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The bytes of a receipt about an attempt, issued at that moment. */
  async receipt(
    kind: Kind,
    subject: Subject,
    at: string,
    { external = false, about = {}, ...more }: ReceiptOptions = {},
  ): Promise<Buffer> {
    this.#serial += 1;
    const { messageId, fromAddress, toAddress } = { ...subject, ...about };
    const provider = PROVIDERS[0] as Provider;
    const perRecipient = kind !== 'acceptance' && kind !== 'non-acceptance';
    const statement: Statement = {
      kind,
      at: Date.parse(at),
      messageId: `opec1.${this.#serial}.${Date.parse(at)}@${provider.domain}`,
      to: subject.fromAddress,
      original: {
        providerId: `opec0.${subject.messageId.slice(0, 12)}@${provider.domain}`,
        messageId: `<${messageId}>`,
        sender: fromAddress,
        recipients: [{ address: toAddress, certified: !external }],
        replyTo: fromAddress,
        subject: 'Ricognizione',
      },
      receiptType: 'completa',
      ...(perRecipient ? { recipient: toAddress } : {}),
      ...more,
    };
    return compose(statement, provider, this.authority);
  }

  /** The bytes of a certified message of Andria, sent at that moment. */
  async reply(subject: string, text: string, at: string): Promise<Buffer> {
    this.#serial += 1;
    const provider = PROVIDERS[0] as Provider;
    const sender = 'protocollo@cert.comune.andria.bt.it';
    const to = 'ufficio@pec.example';
    const id = `opec2.${this.#serial}.${Date.parse(at)}@${provider.domain}`;
    const head = [
      `From: ${sender}`,
      `To: ${to}`,
      `Subject: =?UTF-8?B?${Buffer.from(subject).toString('base64')}?=`,
      `Message-ID: <${id}>`,
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
    ];
    const body = Buffer.from(text).toString('base64');
    const statement: Statement = {
      kind: 'envelope',
      at: Date.parse(at),
      messageId: id,
      to,
      original: {
        providerId: id,
        messageId: `<${id}>`,
        sender,
        recipients: [{ address: to, certified: true }],
        replyTo: sender,
        subject,
      },
      receiptType: 'completa',
      attached: Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}\r\n`),
    };
    return compose(statement, provider, this.authority);
  }
}
