import { open, mkdir, readdir, readFile, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Submission } from './events.js';

const MARK = ' .';

/**
 * What must outlive a crash: the submissions (one file each: a line of JSON, then the raw bytes) and the
 * ids of the events that were carried out.
 */
export class Store {
  /** The directory's fsync that the next submissions wait for together. */
  private nextSync: Promise<void> | null = null;
  private lastSync: Promise<void> = Promise.resolve();

  private constructor(
    private readonly dir: string,
    private readonly log: FileHandle,
    /** Events carried out in an earlier life or in this one. */
    readonly done: Set<string>,
  ) {}

  static async open(dir: string): Promise<{ store: Store; submissions: Submission[] }> {
    const messages = join(dir, 'submissions');
    await mkdir(messages, { recursive: true, mode: 0o700 });
    const names = (await readdir(messages)).filter((name) => name.endsWith('.msg')).sort();
    const submissions: Submission[] = [];
    for (const name of names) submissions.push(await readHead(join(messages, name)));
    const log = await open(join(dir, 'done.log'), 'a+', 0o600);
    const lines = (await readFile(join(dir, 'done.log'), 'utf8')).split('\n');
    // A line that a crash cut short lacks its mark: that event is carried out again.
    if (lines.at(-1) !== '') await log.write('\n');
    const done = lines.filter((line) => line.endsWith(MARK)).map((line) => line.slice(0, -2));
    return { store: new Store(dir, log, new Set(done)), submissions };
  }

  /** Durable when it returns: only then may 250 be answered. */
  async add(submission: Submission, raw: Uint8Array): Promise<void> {
    const path = this.path(submission.seq);
    const file = await open(`${path}.tmp`, 'w', 0o600);
    try {
      await file.writeFile(
        Buffer.concat([Buffer.from(`${JSON.stringify(submission)}\n`), Buffer.from(raw)]),
      );
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
    await this.syncFolder();
  }

  /** One fsync of the folder serves all that were renamed before it began. */
  private syncFolder(): Promise<void> {
    this.nextSync ??= this.lastSync.then(async () => {
      this.nextSync = null;
      const folder = await open(join(this.dir, 'submissions'), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    });
    // A sync that failed is told to those who waited for it, and doesn't hinder the next.
    this.lastSync = this.nextSync.catch(() => undefined);
    return this.nextSync;
  }

  /** The raw bytes of a submission. */
  async raw(seq: number): Promise<Buffer> {
    const bytes = await readFile(this.path(seq));
    return bytes.subarray(bytes.indexOf(0x0a) + 1);
  }

  /** Marks events as carried out. Lost in a crash, they are carried out again, which changes nothing. */
  async markDone(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.done.add(id);
    await this.log.write(
      ids
        .map(
          (id) => `${id}${MARK}
`,
        )
        .join(''),
    );
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private path(seq: number): string {
    return join(this.dir, 'submissions', `${String(seq).padStart(8, '0')}.msg`);
  }
}

async function readHead(path: string): Promise<Submission> {
  const file = await open(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (;;) {
      const { bytesRead, buffer } = await file.read({ buffer: Buffer.alloc(16_384) });
      const chunk = buffer.subarray(0, bytesRead);
      const end = chunk.indexOf(0x0a);
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      if (end >= 0 || bytesRead === 0) break;
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Submission;
  } finally {
    await file.close();
  }
}
