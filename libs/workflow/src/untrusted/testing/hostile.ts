import { strToU8, zipSync } from 'fflate';

const XML = '<?xml version="1.0"?>';
const OPEN = 'http://schemas.openxmlformats.org';
const REL = `${OPEN}/officeDocument/2006/relationships`;
const MAIN = `${OPEN}/spreadsheetml/2006/main`;
const PACKAGE = `${OPEN}/package/2006`;

const relationship = (type: string, target: string): Uint8Array =>
  strToU8(
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${REL}/${type}" Target="${target}"/></Relationships>`,
  );

const zip = (files: Readonly<Record<string, Uint8Array>>): Buffer => Buffer.from(zipSync(files));

/** An XLSX of one sheet, with what stands in its `worksheet`. */
export function xlsx(sheet: string, more: Readonly<Record<string, Uint8Array>> = {}): Buffer {
  return zip({
    '[Content_Types].xml': strToU8(
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
        `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
    ),
    '_rels/.rels': relationship('officeDocument', 'xl/workbook.xml'),
    'xl/workbook.xml': strToU8(
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relationship('worksheet', 'worksheets/sheet1.xml'),
    'xl/worksheets/sheet1.xml': strToU8(`${XML}<worksheet xmlns="${MAIN}">${sheet}</worksheet>`),
    ...more,
  });
}

/** The rows of a sheet, by the names of their cells. */
export const cells = (...names: readonly string[]): string =>
  `<sheetData>${names
    .map((name) => {
      const row = /\d+$/.exec(name)?.[0] ?? '1';
      return `<row r="${row}"><c r="${name}" t="inlineStr"><is><t>x</t></is></c></row>`;
    })
    .join('')}</sheetData>`;

/** An ODS of one cell, in so many rows and columns. */
export function ods(rows: number, columns: number): Buffer {
  const cell = `<table:table-cell office:value-type="string" table:number-columns-repeated="${columns}"><text:p>x</text:p></table:table-cell>`;
  const row = `<table:table-row table:number-rows-repeated="${rows}">${cell}</table:table-row>`;
  const content = (what: string, body: string): Uint8Array =>
    strToU8(
      `${XML}<office:${what} xmlns:office="o" xmlns:table="t" xmlns:text="x">${body}</office:${what}>`,
    );
  return zip({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'META-INF/manifest.xml': strToU8(
      `${XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>`,
    ),
    'styles.xml': content('document-styles', ''),
    'content.xml': content(
      'document-content',
      `<office:body><office:spreadsheet><table:table table:name="a">${row}</table:table></office:spreadsheet></office:body>`,
    ),
  });
}

/** A ZIP whose headers state, of the named file, that it unfolds to 10 bytes. */
export function lying(whole: Buffer, name: string): Buffer {
  const copy = Buffer.from(whole);
  copy.writeUInt32LE(10, copy.indexOf(name) - 30 + 22);
  copy.writeUInt32LE(10, copy.lastIndexOf(name) - 46 + 24);
  return copy;
}
