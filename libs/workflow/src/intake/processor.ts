import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { receiptProblem } from '@app/evidence';
import type { PecMessage, TrustOptions } from '@app/pec';
import { isOurMessageId } from '@app/pec';
import type { DispatchSummary } from '@app/persistence';
import { dispatchById, failRaw, raiseAlert, rawBytes, rawById, retryRaw } from '@app/persistence';
import { Clock } from '../clock.js';
import { WorkflowSettings } from '../settings.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';
import { finish } from './found.js';
import { ReceiptHandler } from './receipt-handler.js';
import { isReceipt } from './receipts.js';
import { ReplyHandler } from './reply-handler.js';

/** Anchors that receipts and envelopes are verified against. The sandbox's own CA is in it in sandbox mode only. */
export abstract class TrustAnchors implements TrustOptions {
  /** Those of them that this installation adds to the built-in ones, PEM: an evidence file takes them along. */
  abstract readonly pems?: readonly string[];
  /** False: none but these. */
  abstract readonly builtIn?: boolean;
}

/** From raw bytes to facts: parse, verify, correlate, record. Each message once, in any order. */
@Injectable()
export class MessageProcessor {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: WorkflowSettings,
    private readonly anchors: TrustAnchors,
    private readonly receipts: ReceiptHandler,
    private readonly replies: ReplyHandler,
  ) {}

  /** A processing error is noted on the message, which keeps its place and is tried again. */
  async process(sha256: string): Promise<void> {
    const row = await rawById(this.db, sha256);
    if (row === null || row.state !== 'new') return;
    try {
      await this.#process(sha256);
    } catch (error) {
      await this.#failed(sha256, error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** Takes a message out of quarantine; the next reconciliation, or `process`, reads it again. */
  async retry(sha256: string): Promise<boolean> {
    return retryRaw(this.db, sha256);
  }

  async #failed(sha256: string, problem: string): Promise<void> {
    if (!(await failRaw(this.db, sha256, problem))) return;
    await raiseAlert(this.db, {
      id: `unprocessed/${sha256}`,
      kind: 'message-unprocessed',
      message: `Un messaggio ricevuto non si è potuto elaborare (${problem}): è in «Quarantena», da riprovare o esaminare.`,
      subject: sha256,
      raisedAt: this.clock.now(),
    });
  }

  async #process(sha256: string): Promise<void> {
    const raw = await rawBytes(this.db, sha256);
    if (raw === null) return;
    const { pems = [], builtIn = true } = this.anchors;
    const read = await readApart('mail', { raw, anchors: { pems, builtIn } });
    if (isStopped(read)) throw new Error(read.message);
    const { message, signature, reply } = read;
    const now = this.clock.now();
    const dispatch = await this.#dispatchOf(message);
    const common = { sha256, message, signature, dispatch, now };
    if (message.kind === 'unreadable') {
      const problem =
        message.warnings.map((warning) => warning.message).join('; ') || 'illeggibile';
      await this.db.transaction((tx) => finish(tx, { ...common, problem }, 'quarantined'));
    } else if (isReceipt(message.kind)) {
      const problem = receiptProblem(message, signature, dispatch);
      await this.receipts.handle({ ...common, problem });
    } else {
      await this.replies.handle({ ...common, problem: null }, reply);
    }
  }

  /** Only ids that we issued are looked up: any other is stray before any cryptography. */
  async #dispatchOf(message: PecMessage): Promise<DispatchSummary | null> {
    if (!isReceipt(message.kind) || message.refersTo === null) return null;
    if (!isOurMessageId(this.settings.secret, message.refersTo)) return null;
    return dispatchById(this.db, message.refersTo);
  }
}
