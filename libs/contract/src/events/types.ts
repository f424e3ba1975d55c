import type { Fact, Instant } from '@app/domain';
import { showValue } from '../zod-issues.js';

/** One fault of one line of an events file. */
export interface EventError {
  readonly line: number;
  readonly field: string;
  readonly value: string;
  /** Italian: what was found and what is expected. */
  readonly message: string;
}

/** The engine stood still from one moment to another: no tick in between. */
export interface Downtime {
  readonly from: Instant;
  readonly until: Instant;
}

/** What an events file says. With errors, the good lines are still given, for a preview. */
export interface ParsedEvents {
  /** In order of `recordedAt`, then of lines. */
  readonly facts: readonly Fact[];
  readonly downtimes: readonly Downtime[];
  readonly errors: readonly EventError[];
}

/** Thrown and caught inside this folder: the fault of the line being read. */
export class LineFault extends Error {
  constructor(
    readonly field: string,
    found: unknown,
    readonly expected: string,
    /** What was found, as a person reads it. */
    readonly shown: string = showValue(found),
  ) {
    super(expected);
  }
}
