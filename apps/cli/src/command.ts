import type { DataSource } from 'typeorm';

/** Where a command writes. Passed in, so that tests read what a person would see. */
export interface Io {
  stdout(text: string): void;
  stderr(text: string): void;
}

/** One `sollecito …` command. Exit codes: 0 done, 1 refused (reason on stderr), 2 wrong usage. */
export interface Command {
  readonly name: string;
  /** One Italian line for `sollecito --help`. */
  readonly summary: string;
  readonly usage: string;
  run(args: readonly string[], io: Io): Promise<number>;
}

/** Thrown by a command whose arguments are wrong: printed on stderr with the usage, exit 2. */
export class UsageError extends Error {
  readonly code = 'usage';
}

/** No installation to read here: the sentence says what to do. */
export class NoInstallationError extends Error {
  readonly code = 'no-installation';
}

/**
 * Whether a command can't do its work because there is no installation: refused, exit 1.
 *
 * @example isNoInstallation(new NoInstallationError('Avviarla una volta.')) //=> true
 */
export function isNoInstallation(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'no-installation';
}

/** Opens the installation's database for as long as the work takes. */
export type WithInstallation = <T>(
  work: (db: DataSource, dataDir: string) => Promise<T>,
) => Promise<T>;
