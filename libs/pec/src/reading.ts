import type { Cut } from './structure.js';
import type { PecMessage } from './types.js';

/** What was read from which bytes: verification looks at this cut and makes no second one of its own. */
export interface Reading {
  readonly raw: Uint8Array;
  readonly cut: Cut;
}

const readings = new WeakMap<PecMessage, Reading>();

export function remember(message: PecMessage, reading: Reading): void {
  readings.set(message, reading);
}

/** The cut behind a message, or null when it was not read here from these very bytes. */
export function readingOf(message: PecMessage, raw: Uint8Array): Reading | null {
  const reading = readings.get(message);
  return reading !== undefined && reading.raw === raw ? reading : null;
}
