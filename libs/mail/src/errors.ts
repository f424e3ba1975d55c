/** A fault of the mail library, with a stable `code`: what was found and what was expected is in the message. */
export class MailError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'MailError';
  }
}
