import { HttpException } from '@nestjs/common';

/**
 * A request that is refused with a reason of ours, in Italian, for the page that tells it. What Nest and the parsers say by themselves
 * is for developers, and never shown.
 *
 * @example throw new Refused(409, 'Il messaggio non è più in quarantena.')
 */
export class Refused extends HttpException {
  /** @param title what the page says above the reason; the status's own words unless given */
  constructor(
    status: number,
    reason: string,
    readonly title: string | null = null,
  ) {
    super(reason, status);
  }
}
