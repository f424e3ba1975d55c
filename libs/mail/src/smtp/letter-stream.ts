import { Readable } from 'node:stream';

const CHUNK = 16 * 1024;

/**
 * The letter's bytes as the SMTP connection pulls them. `drained` turns true when the last byte has been
 * taken: from then on the final dot may be on the wire, before that it surely isn't.
 */
export class LetterStream extends Readable {
  drained = false;
  private at = 0;

  constructor(
    private readonly raw: Uint8Array,
    private readonly beforeFinalDot: () => Promise<void> = async () => undefined,
  ) {
    super({ highWaterMark: CHUNK });
    this.once('end', () => (this.drained = true));
  }

  override _read(): void {
    if (this.at >= this.raw.length) {
      this.beforeFinalDot().then(
        () => this.push(null),
        (error: Error) => this.destroy(error),
      );
      return;
    }
    const chunk = this.raw.subarray(this.at, this.at + CHUNK);
    this.at += chunk.length;
    this.push(chunk);
  }
}
