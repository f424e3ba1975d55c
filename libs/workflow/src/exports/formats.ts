/** The formats of every table, with how they are called and their types. */
export const EXPORT_FORMATS = {
  csv: { word: 'CSV', hint: 'per ogni foglio di calcolo', type: 'text/csv; charset=utf-8' },
  xlsx: {
    word: 'XLSX',
    hint: 'per Excel',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  ods: {
    word: 'ODS',
    hint: 'per LibreOffice',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
  },
  pdf: { word: 'PDF', hint: 'da stampare o allegare', type: 'application/pdf' },
  json: { word: 'JSON', hint: 'per i programmi', type: 'application/json; charset=utf-8' },
} as const;

export type ExportFormat = keyof typeof EXPORT_FORMATS;
