import { describe, expect, it } from '@jest/globals';
import { Asn1Error, bodyOf, childrenOf, octetsOf, readNode } from './ber.js';
import { encode, toDer } from './der.js';
import { oidOf, smallInteger, timeOf } from './values.js';

const node = (hex: string) => {
  const bytes = Buffer.from(hex, 'hex');
  return readNode(bytes, 0, bytes.length);
};

describe('BER (X.690 §8)', () => {
  it('reads definite, long and indefinite lengths alike', () => {
    for (const hex of [
      '3003020105',
      '308103020105',
      '30840000000302 0105'.replace(' ', ''),
      '30800201050000',
    ]) {
      expect(childrenOf(node(hex)).map((child) => bodyOf(child).toString('hex'))).toEqual(['05']);
    }
  });
  it('puts strings in pieces together', () => {
    expect(octetsOf(node('2480040263690402616f0000')).toString()).toBe('ciao');
    expect(octetsOf(node('2406040163040169')).toString()).toBe('ci');
  });
  it('turns what it read into DER', () => {
    expect(toDer(node('308002 01050000'.replace(' ', '')), false).toString('hex')).toBe(
      '3003020105',
    );
    expect(
      toDer(node('3180 0402 6262 0402 6161 0000'.replace(/ /g, '')), true).toString('hex'),
    ).toBe('31080402616104026262');
    expect(toDer(node('248004016304016900 00'.replace(' ', '')), false).toString('hex')).toBe(
      '04026369',
    );
    expect(encode(0x04, Buffer.alloc(300)).subarray(0, 4).toString('hex')).toBe('0482012c');
  });
  it.each([
    ['nothing', ''],
    ['half a header', '30'],
    ['more length than bytes', '300502'],
    ['a length of seven bytes', '308701020304050607'],
    ['a long tag', '1f810100'],
    ['an indefinite primitive', '04800000'],
    ['no end of contents', '3080020105'],
    ['endless nesting', '3080'.repeat(100)],
  ])('refuses %s', (_, hex) => {
    expect(() => node(hex)).toThrow(Asn1Error);
  });
});

describe('values', () => {
  it.each([
    ['06092a864886f70d010702', '1.2.840.113549.1.7.2'],
    ['06052b0e03021a', '1.3.14.3.2.26'],
    ['0603 550403'.replace(' ', ''), '2.5.4.3'],
    ['0603883703', '2.999.3'],
  ])('OID %s', (hex, oid) => {
    expect(oidOf(node(hex))).toBe(oid);
  });
  it.each([
    [0x17, '220310090000Z', '2022-03-10T09:00:00.000Z'],
    [0x17, '500101000000Z', '1950-01-01T00:00:00.000Z'],
    [0x17, '491231235959Z', '2049-12-31T23:59:59.000Z'],
    [0x17, '2203100900Z', '2022-03-10T09:00:00.000Z'],
    [0x17, '220310100000+0100', '2022-03-10T09:00:00.000Z'],
    [0x18, '20500101000000Z', '2050-01-01T00:00:00.000Z'],
    [0x18, '20220310090000.5Z', '2022-03-10T09:00:00.000Z'],
  ])('time %i %s', (id, text, instant) => {
    expect(timeOf(readNode(encode(id, Buffer.from(text)), 0, text.length + 2))).toBe(instant);
  });
  it.each([
    [0x17, 'boh'],
    [0x17, '20220310090000Z'],
    [0x18, '220310090000Z'],
    [0x17, '221310090000Z'],
    [0x04, '220310090000Z'],
  ])('no time: %i %s', (id, text) => {
    expect(() => timeOf(readNode(encode(id, Buffer.from(text)), 0, text.length + 2))).toThrow(
      Asn1Error,
    );
  });
  it('small integers only', () => {
    expect(smallInteger(node('020105'))).toBe(5);
    expect(() => smallInteger(node('020700000000000001'))).toThrow(Asn1Error);
  });
});
