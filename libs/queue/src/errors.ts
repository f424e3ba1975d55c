export type QueueErrorCode =
  | 'unknown-queue'
  | 'second-handler'
  | 'missing-handler'
  | 'no-backend'
  | 'evicting-redis'
  | 'unreachable';

/** A queue that is wired wrong or cannot be used; said at the start, in words. */
export class QueueError extends Error {
  constructor(
    readonly code: QueueErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'QueueError';
  }
}
