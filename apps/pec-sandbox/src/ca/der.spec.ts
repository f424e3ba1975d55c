import { describe, expect, it } from '@jest/globals';
import * as der from './der.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('DER', () => {
  it('writes lengths in the shortest form: 127 in one byte, 128 in two, 256 in three', () => {
    expect(hex(der.octetString(new Uint8Array(127))).slice(0, 4)).toBe('047f');
    expect(hex(der.octetString(new Uint8Array(128))).slice(0, 6)).toBe('048180');
    expect(hex(der.octetString(new Uint8Array(256))).slice(0, 8)).toBe('04820100');
  });

  it('keeps integers positive and minimal', () => {
    expect(hex(der.integer(0))).toBe('020100');
    expect(hex(der.integer(127))).toBe('02017f');
    expect(hex(der.integer(128))).toBe('02020080');
    expect(hex(der.integer(Buffer.from('0000ff', 'hex')))).toBe('020200ff');
  });

  it('writes object identifiers with arcs over 127', () => {
    expect(hex(der.oid('1.2.840.113549.1.1.11'))).toBe('06092a864886f70d01010b');
    expect(hex(der.oid('2.5.29.17'))).toBe('0603551d11');
    expect(hex(der.oid('1.3.6.1.4.1.32473.1'))).toBe('06092b0601040181fd5901');
  });

  it('sorts the members of a SET OF', () => {
    expect(hex(der.setOf(der.integer(2), der.integer(1)))).toBe('3106020101020102');
  });

  it('leaves out trailing zero bits of named bits', () => {
    expect(hex(der.bits(0))).toBe('03020780');
    expect(hex(der.bits(5, 6))).toBe('03020106');
  });

  it('writes years to 2049 as UTCTime and later ones as GeneralizedTime', () => {
    expect(der.time(Date.UTC(2049, 11, 31, 23, 59, 59)).toString('latin1')).toContain(
      '491231235959Z',
    );
    expect(hex(der.time(Date.UTC(2050, 0, 1))).slice(0, 4)).toBe('180f');
  });
});
