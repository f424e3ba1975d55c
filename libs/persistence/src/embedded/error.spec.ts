import { describe, expect, it } from '@jest/globals';
import { explain } from './error.js';

describe('what stopped PostgreSQL, in words', () => {
  it.each([
    ['FATAL:  could not write to file "pg_wal/x": No space left on device', 'disk-full'],
    ['ENOSPC: no space left on device, mkdir', 'disk-full'],
    [
      'initdb: error: could not change permissions of directory: Operation not permitted',
      'no-permission',
    ],
    ["EACCES: permission denied, mkdir '/srv/dati'", 'no-permission'],
    ['EROFS: read-only file system', 'no-permission'],
    ['FATAL:  data directory "/srv/dati/postgres" has wrong ownership', 'no-permission'],
    ['PANIC:  could not locate a valid checkpoint record', 'start-failed'],
  ])('%s: %s', (evidence, code) => {
    const error = explain(evidence, '/srv/dati');
    expect(error.code).toBe(code);
    expect(error.message).toContain('«/srv/dati»');
    expect(error.message).toMatch(/SOLLECITO_DATA|DATABASE_URL/);
  });

  it('passes on PostgreSQL’s last words when it knows no better', () => {
    expect(explain('a\nPANIC:  lost', '/srv/dati').message).toMatch(/PANIC: {2}lost$/);
  });
});
