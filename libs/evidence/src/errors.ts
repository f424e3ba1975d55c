/** A fault of the evidence library, with a stable `code`. */
export class EvidenceError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EvidenceError';
  }
}
