/** Begins the simulated campaign anew. There is one only where a single process is the whole sandbox. */
export abstract class SandboxRestart {
  /** Takes everything down, empties the record, and starts again. Resolves when the asking is safely kept. */
  abstract ask(by: string): Promise<void>;
  /** Begins what was asked for: called when the answer to whoever asked is on its way. */
  abstract begin(): void;
}
