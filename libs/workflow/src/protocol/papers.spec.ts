import { describe, expect, it } from '@jest/globals';
import {
  LARGEST_PDF,
  LARGEST_SEGNATURA,
  readSegnatura,
  sameNumber,
  signedPdfFault,
} from './papers.js';

const pdf = (body: string, head = '%PDF-1.7\n', tail = '\n%%EOF\n'): Buffer =>
  Buffer.from(`${head}${body}${tail}`, 'latin1');
const SIGNATURE = '<</Type/Sig/ByteRange [0 840 960 240]/Contents<00>>>';

describe('a signed PDF', () => {
  it.each<[string, Buffer, string | null]>([
    ['with a signature dictionary is taken', pdf(SIGNATURE), null],
    ['of PDF 2.0 is taken', pdf(SIGNATURE, '%PDF-2.0\n'), null],
    ['without one is refused', pdf('<</Type/Catalog>>'), 'pdf-not-signed'],
    ['that is a page of HTML is refused', Buffer.from('<html>%PDF-1.7'), 'not-a-pdf'],
    ['that was cut is refused', pdf(SIGNATURE, '%PDF-1.7\n', ''), 'pdf-cut'],
    ['that is empty is refused', Buffer.alloc(0), 'not-a-pdf'],
    ['that is too large is refused', Buffer.alloc(LARGEST_PDF + 1), 'pdf-too-large'],
  ])('%s', (_rule, bytes, code) => {
    expect(signedPdfFault(bytes)?.code ?? null).toBe(code);
  });
});

const segnatura = (inside: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><Segnatura>${inside}</Segnatura>`);
const NUMBERED = segnatura(
  '<Intestazione><Identificatore><CodiceAOO>AOO_080</CodiceAOO><NumeroRegistrazione>0001234</NumeroRegistrazione></Identificatore></Intestazione>',
);

describe('a ready Segnatura.xml', () => {
  it('is read for its number', () => {
    expect(readSegnatura(NUMBERED)).toEqual({ number: '0001234' });
  });

  it('of the guidelines of 2021, in a namespace, is read too', () => {
    const text =
      '<p:SegnaturaInformatica xmlns:p="http://www.agid.gov.it/protocollo/"><p:Intestazione/></p:SegnaturaInformatica>';
    expect(readSegnatura(Buffer.from(text))).toEqual({ number: null });
  });

  it.each<[string, Buffer, string]>([
    ['cut', NUMBERED.subarray(0, -5), 'xml-not-well-formed'],
    [
      'with a DTD',
      Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><Segnatura>&b;</Segnatura>'),
      'xml-not-well-formed',
    ],
    ['with an unknown entity', segnatura('&x;'), 'xml-not-well-formed'],
    ['not in UTF-8', Buffer.from([0x3c, 0xe9, 0x3e]), 'xml-not-well-formed'],
    ['of another kind', Buffer.from('<Conferma/>'), 'not-a-segnatura'],
    ['empty', Buffer.alloc(0), 'xml-not-well-formed'],
    ['too large', Buffer.alloc(LARGEST_SEGNATURA + 1, 0x20), 'xml-too-large'],
  ])('is refused when it is %s', (_how, bytes, code) => {
    expect(readSegnatura(bytes)).toMatchObject({ refused: true, code });
  });
});

describe('two protocol numbers', () => {
  it.each([
    ['0001234', '1234', true],
    ['AOO_080/0001234', 'AOO_080/0001234', true],
    ['0001234', '0001235', false],
    ['', '', true],
    ['A', 'B', false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(sameNumber(a, b)).toBe(same);
  });
});
