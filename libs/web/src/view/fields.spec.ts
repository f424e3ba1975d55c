import { describe, expect, it } from '@jest/globals';
import type { FieldSpec } from './fields.js';
import { faultsOf, fieldViews, valuesOf } from './fields.js';

const fields: FieldSpec[] = [
  { name: 'data', label: 'Data', type: 'date', required: true, hint: 'Quando' },
  { name: 'alloggi', label: 'Alloggi', type: 'number', required: false },
  {
    name: 'modo',
    label: 'Modo',
    type: 'select',
    required: true,
    options: [{ value: 'flow', word: 'Flusso' }],
  },
];

describe('a form', () => {
  it('keeps what was typed and nothing that has no field', () => {
    const values = valuesOf(fields, {
      data: ' 2022-02-30 ',
      modo: ['flow'],
      ruolo: 'amministratore',
    });
    expect(values).toEqual({ data: '2022-02-30', alloggi: '', modo: '' });
  });

  it('takes several lines where there is room for them, and nowhere else', () => {
    const line: FieldSpec = { name: 'x', label: 'Oggetto', type: 'text', required: true };
    const value = { x: 'una\r\nBcc: due' };
    const message = '«Oggetto» va scritto su una riga sola.';
    expect(faultsOf([line], value)).toEqual([{ field: 'x', message }]);
    expect(faultsOf([{ ...line, type: 'textarea' }], value)).toEqual([]);
  });

  it('names every fault with its field, in order', () => {
    const faults = faultsOf(fields, { data: '2022-02-30', alloggi: '-3', modo: 'posta' });
    expect(faults.map(({ field }) => field)).toEqual(['data', 'alloggi', 'modo']);
    expect(faults[0]?.message).toContain('2022-02-30');
  });

  it('asks for what is required and not for the rest', () => {
    expect(faultsOf(fields, { data: '2022-03-31', alloggi: '', modo: 'flow' })).toEqual([]);
    expect(faultsOf(fields, {}).map(({ field }) => field)).toEqual(['data', 'modo']);
  });

  it('shows a fault beside its field and names it to screen readers after the hint', () => {
    const values = { data: 'x', alloggi: '', modo: 'flow' };
    const [data] = fieldViews(fields, values, [{ field: 'data', message: 'No.' }]);
    expect(data).toMatchObject({ value: 'x', error: 'No.', described: 'aiuto-data errore-data' });
  });
});
