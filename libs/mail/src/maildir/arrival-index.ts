import { randomInt } from 'node:crypto';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const HEADER = /^sollecito-maildir (\d+)$/;

/**
 * The order in which one folder's messages were first seen: an append-only text file, one key a line, the
 * line's number is the arrival sequence. Two processes may append at once (O_APPEND): the first line of a key
 * counts. Without a file it lives in memory under a new validity, and the folder is then offered from the start.
 */
export class ArrivalIndex {
  private readonly sequence = new Map<string, number>();
  private text = '';
  /** Starts the numbering: another value means that the old cursors say nothing. */
  validity = '';

  constructor(private readonly file: string | null) {}

  /** Numbers the keys: known ones keep theirs, new ones follow in the order given. */
  async number(keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    await this.refresh();
    const fresh = keys.filter((key) => !this.sequence.has(key));
    if (this.validity === '' || fresh.length > 0) await this.append(fresh);
    return this.sequence;
  }

  private async append(fresh: readonly string[]): Promise<void> {
    const head = this.validity === '' ? [`sollecito-maildir ${randomInt(1, 2 ** 47)}`] : [];
    // A leading line end closes a line that a crash may have left torn.
    const addition = `\n${[...head, ...fresh].join('\n')}\n`;
    if (this.file === null) {
      this.read(this.text + addition);
      return;
    }
    await mkdir(dirname(this.file), { recursive: true });
    await appendFile(this.file, addition);
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    if (this.file !== null) this.read(await textOf(this.file));
  }

  private read(text: string): void {
    if (text === this.text) return;
    if (!text.startsWith(this.text)) this.forget();
    // Only whole lines: the rest may still be being written by another process.
    const end = text.lastIndexOf('\n') + 1;
    let number = this.lines;
    for (const line of text.slice(this.text.length, end).split('\n').slice(0, -1)) {
      number += 1;
      if (line === '') continue;
      const header = HEADER.exec(line);
      if (header !== null) this.validity ||= header[1]!;
      else if (!this.sequence.has(line)) this.sequence.set(line, number);
    }
    this.lines = number;
    this.text = text.slice(0, end);
  }

  private lines = 0;

  /** The file was cut or replaced: what was numbered from it is void. */
  private forget(): void {
    this.sequence.clear();
    this.text = '';
    this.lines = 0;
    this.validity = '';
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return '';
    throw error;
  }
}
