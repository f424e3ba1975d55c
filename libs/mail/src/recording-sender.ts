import { MailSender, type OutgoingMessage, type SubmitHooks, type SubmitResult } from './types.js';

/** The recording twin of SmtpSender for pure tests: keeps what was submitted and answers as told. */
export class RecordingSender extends MailSender {
  readonly sent: OutgoingMessage[] = [];

  constructor(
    private readonly answer: (message: OutgoingMessage, nth: number) => SubmitResult = () => ({
      outcome: 'submitted',
      response: '250 ok',
    }),
  ) {
    super();
  }

  async submit(message: OutgoingMessage, hooks: SubmitHooks = {}): Promise<SubmitResult> {
    await hooks.beforeFinalDot?.();
    this.sent.push(message);
    return this.answer(message, this.sent.length);
  }

  async close(): Promise<void> {}
}
