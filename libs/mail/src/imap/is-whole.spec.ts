import { describe, expect, it } from '@jest/globals';
import { isWhole } from './is-whole.js';

const signed = (boundary: string, end: string): Buffer =>
  Buffer.from(
    `From: a@pec.it\r\nContent-Type: multipart/signed; protocol="x";\r\n ${boundary}\r\n\r\n--b1\r\n\r\ncorpo\r\n${end}`,
  );

describe('the bytes of a message', () => {
  it.each<[string, Buffer, number | null, boolean]>([
    ['as many as stated', Buffer.from('abc'), 3, true],
    ['more', Buffer.from('abcd'), 3, true],
    ['fewer', Buffer.from('ab'), 3, false],
    ['none', Buffer.from(''), 3, false],
    ['none of a message of unknown size', Buffer.from(''), null, false],
    ['none, and none stated', Buffer.from(''), 0, true],
    ['some of a message of unknown size', Buffer.from('a'), null, true],
    ['line ends counted twice', Buffer.from('a\nb\n'), 6, true],
    ['one more than line ends counted twice', Buffer.from('a\nb\n'), 7, false],
    ['line ends that are CRLF already', Buffer.from('a\r\nb'), 6, false],
    ['an estimate: the message is closed', signed('boundary="b1"', '--b1--\r\n'), 900, true],
    ['an estimate, boundary without quotes', signed('boundary=b1', '--b1--'), 900, true],
    ['cut before the closing line', signed('boundary="b1"', ''), 900, false],
    ['closed by another boundary', signed('boundary="b1"', '--b2--\r\n'), 900, false],
    ['a boundary in the text alone', Buffer.from('A: b\r\n\r\nboundary="b"\r\n--b--'), 90, false],
  ])('%s', (_, bytes, size, expected) => {
    expect(isWhole(bytes, size)).toBe(expected);
  });
});
