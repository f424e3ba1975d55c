import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Instant } from '@app/domain';
import type { RefusedEntry, Upload, UploadedMessage } from '@app/mail';
import type { MessageFate } from '@app/persistence';
import {
  actsOn,
  addRaws,
  closeAlert,
  fatesOf,
  fileQuarantined,
  quarantine,
  retryRaw,
} from '@app/persistence';
import { noteActIn } from '../acts/note-act.js';
import { Clock } from '../clock.js';
import { Jobs } from '../jobs.js';
import { isStopped, readApart } from '../untrusted/read-apart.js';
import { MessageProcessor } from './processor.js';

/** Messages processed before the answer, and bytes of them; the others follow through the queue. */
const AT_ONCE = 100;
const AT_ONCE_BYTES = 8 * 1024 * 1024;
/** Rows stored at once. */
const BATCH = 50;

/** The mailbox under whose name uploaded messages stand. */
export const UPLOADED = 'caricamento';

/** A file of an upload, as the act of uploading keeps it. */
export interface UploadedFile {
  readonly name: string;
  readonly sha256: string;
  /** On record before this upload. */
  readonly known: boolean;
}

/** An upload with what has become of it by now. */
export interface UploadReport {
  readonly at: Instant;
  readonly actor: string;
  readonly files: readonly (UploadedFile & { readonly fate: MessageFate | null })[];
  readonly refused: readonly Pick<RefusedEntry, 'name' | 'message'>[];
}

/** Messages that come by hand, and those that wait in quarantine: the same way into the record as the mailbox. */
@Injectable()
export class MessageDesk {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly processor: MessageProcessor,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Takes `.eml` files and ZIPs of them into the record, each message once. What can't be read goes into
   * quarantine, what an archive may not hold is refused by name.
   *
   * @returns the upload's id
   */
  async upload(
    given: readonly { readonly name: string; readonly bytes: Uint8Array }[],
    by: string,
  ): Promise<string> {
    const id = randomUUID();
    const at = this.clock.now();
    const { messages, refused } = await opened(given);
    const taken = messages.map(({ name, raw, sha256 }) => {
      const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
      return { name, bytes, sha256 };
    });
    const fresh = await this.db.transaction(async (tx) => {
      const stored = new Set<string>();
      for (let from = 0; from < taken.length; from += BATCH) {
        const rows = taken.slice(from, from + BATCH).map((one, index) => ({
          sha256: one.sha256,
          bytes: one.bytes,
          mailbox: UPLOADED,
          folder: `${UPLOADED}/${one.name.slice(-180)}`,
          uid: from + index + 1,
          uidValidity: id,
          fetchedAt: at,
        }));
        for (const digest of await addRaws(tx, rows)) stored.add(digest);
      }
      const files = withKnown(taken, stored);
      const detail = { files, refused: refused.map(({ name, message }) => ({ name, message })) };
      await noteActIn(tx, { at, actor: by, act: 'messages-uploaded', subject: id, detail });
      return [...stored];
    });
    const now = withinBytes(
      fresh.slice(0, AT_ONCE),
      new Map(taken.map(({ sha256, bytes }) => [sha256, bytes.length])),
    );
    for (const digest of now) await this.#process(digest);
    await this.jobs.wakeMessages(fresh.slice(now.length));
    return id;
  }

  /** What has become of an upload; null when there is none of that id. */
  async report(id: string): Promise<UploadReport | null> {
    const act = (await actsOn(this.db, id)).find((one) => one.act === 'messages-uploaded');
    if (act === undefined) return null;
    const { files, refused } = act.detail as {
      files: readonly UploadedFile[];
      refused: UploadReport['refused'];
    };
    const fates = new Map(
      (
        await fatesOf(
          this.db,
          files.map((file) => file.sha256),
        )
      ).map((fate) => [fate.sha256, fate]),
    );
    return {
      at: act.at,
      actor: act.actor,
      files: files.map((file) => ({ ...file, fate: fates.get(file.sha256) ?? null })),
      refused,
    };
  }

  async quarantined(limit: number, offset: number) {
    return quarantine(this.db, limit, offset);
  }

  /** Reads a quarantined message once more. What became of it; null when it was not in quarantine. */
  async retry(digest: string, by: string): Promise<MessageFate | null> {
    const at = this.clock.now();
    const moved = await this.db.transaction(async (tx) => {
      if (!(await retryRaw(tx, digest))) return false;
      await noteActIn(tx, { at, actor: by, act: 'message-retried', subject: digest, detail: {} });
      return true;
    });
    if (!moved) return null;
    await this.#process(digest);
    const [fate] = await fatesOf(this.db, [digest]);
    if (fate?.state === 'processed') await this.#settled(digest, at);
    return fate ?? null;
  }

  /** Takes a message out of quarantine for good: it was looked at, and changes nothing. False: it was not there. */
  async file(digest: string, reason: string, by: string): Promise<boolean> {
    const at = this.clock.now();
    return this.db.transaction(async (tx) => {
      if (!(await fileQuarantined(tx, digest))) return false;
      for (const kind of ALERTS) await closeAlert(tx, `${kind}/${digest}`, at);
      const detail = { reason };
      await noteActIn(tx, { at, actor: by, act: 'message-filed', subject: digest, detail });
      return true;
    });
  }

  async #settled(digest: string, at: Instant): Promise<void> {
    for (const kind of ALERTS) await closeAlert(this.db, `${kind}/${digest}`, at);
  }

  /** A message that fails is noted with its reason and tried again by the engine: the others go on. */
  async #process(digest: string): Promise<void> {
    await this.processor.process(digest).catch(() => this.jobs.wakeMessages([digest]));
  }
}

type Digested = UploadedMessage & { readonly sha256: string };

/** The messages of an upload; one that costs too much to open is refused whole. */
async function opened(
  given: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<{ readonly messages: readonly Digested[]; readonly refused: Upload['refused'] }> {
  const messages: Digested[] = [];
  const refused = await readApart('upload', given, { onPart: (one) => messages.push(one) });
  if (!isStopped(refused)) return { messages, refused };
  const { stopped: code, message } = refused;
  return {
    messages: [],
    refused: given.map(({ name }) => ({ name, code, message: `«${name}»: ${message}` })),
  };
}

/** The first of some messages, as many as may be processed while somebody waits. */
function withinBytes(
  digests: readonly string[],
  sizes: ReadonlyMap<string, number>,
): readonly string[] {
  let left = AT_ONCE_BYTES;
  const beyond = digests.findIndex((digest) => (left -= sizes.get(digest) ?? 0) < 0);
  return beyond === -1 ? digests : digests.slice(0, beyond);
}

/** Alerts that a message may have raised, by the kind that begins their id. */
const ALERTS = ['unprocessed', 'receipt'] as const;

/** Of two equal files in one upload the first is the new one. */
function withKnown(
  taken: readonly { readonly name: string; readonly sha256: string }[],
  stored: ReadonlySet<string>,
): UploadedFile[] {
  const seen = new Set<string>();
  return taken.map(({ name, sha256: digest }) => {
    const known = !stored.has(digest) || seen.has(digest);
    seen.add(digest);
    return { name, sha256: digest, known };
  });
}
