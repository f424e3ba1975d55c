import { describe, expect, it, jest } from '@jest/globals';
import type { ArgumentsHost } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { PageErrors } from './page-errors.js';

/** What a program is answered when the database refuses a statement with this code. */
function answerTo(code: string): { status: number; logged: boolean } {
  const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  let status = 0;
  const response = {
    headersSent: false,
    status: (one: number) => ((status = one), response),
    type: () => response,
    send: () => response,
  };
  const http = { getRequest: () => ({ path: '/status' }), getResponse: () => response };
  const host = { switchToHttp: () => http } as unknown as ArgumentsHost;
  new PageErrors().catch(Object.assign(new Error('query failed'), { driverError: { code } }), host);
  const logged = log.mock.calls.length > 0;
  log.mockRestore();
  return { status, logged };
}

describe('what PostgreSQL refuses', () => {
  it.each(['22021', '22P05', '22P02', '22003', '22001', '22008', '54000'])(
    'as a value, %s, is a bad request, and on the log: something let it through',
    (code) => expect(answerTo(code)).toEqual({ status: 400, logged: true }),
  );

  it.each(['42P01', '23505', '40001', '57014', '53300'])(
    'for another reason, %s, is ours',
    (code) => expect(answerTo(code)).toEqual({ status: 500, logged: true }),
  );
});
