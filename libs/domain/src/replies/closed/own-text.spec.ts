import { describe, expect, it } from '@jest/globals';
import { ownText } from './own-text.js';

const cut = (...lines: readonly string[]) => ownText(lines.join('\n'));

describe('what somebody wrote', () => {
  it('is a statement between greeting and signature', () => {
    const text = cut(
      ...['Spett.le Regione Puglia', 'Buongiorno,', '', 'Zero', 'alloggi.', 'Cordiali saluti'],
      ...['Il Responsabile del IV Settore', 'Dott.ssa Anna Maria Bianchi', 'Tel. 0883/123456'],
      ...['Piazza Aldo Moro 6 - Comune di Trani', 'ufficio@comune.example', '[immagine]'],
    );
    expect(text).toEqual({
      statement: 'Zero alloggi.',
      lines: ['Zero', 'alloggi.'],
      strange: 'ufficio@comune.example',
      images: 1,
    });
    expect(cut('Zero.', 'Saluti', 'PEC: ufficio@comune.example')).toMatchObject({ strange: null });
  });

  it.each([
    ['Anna Bianchi'],
    ['Il Sindaco vende'],
    ['Con riserva'],
    ['12'],
    ['Dott. Salvo Verifica'],
    ['Via Piave alloggi 12'],
    ['«Il Sindaco»'],
    ['Dott. Annullato'],
    ['F.to Revocata'],
    ['Dott. Dati Provvisori'],
    ['Geom. Bozza Nulla'],
    ['Avv. Sospesa Rettifica'],
    ['Ing. Superato Errata'],
    ['Dott. Alienati Venduti'],
    ['Via Nuove Costruzioni 6'],
    ['Tel. Possiede Case'],
    ['Pec Mario Rossi'],
  ])('is strange where below the closing stands «%s»', (line) => {
    expect(cut('Zero.', 'Saluti', 'Il Sindaco', line).strange).toBe(line);
  });

  it.each([
    'Dott.ssa Maria De Bellis',
    'Geom. Vito Errico',
    'Comune di Canosa di Puglia',
    'Piazza Libertà 12',
    'F.to Rita Di Corato',
  ])('is signed by «%s»', (line) => {
    expect(cut('Zero.', 'Saluti', line).strange).toBeNull();
  });

  it('is all statement where nothing closes it', () => {
    expect(cut('Zero.', 'Il Sindaco', '[immagine]')).toEqual({
      statement: 'Zero. Il Sindaco [immagine]',
      lines: ['Zero.', 'Il Sindaco', '[immagine]'],
      strange: null,
      images: 0,
    });
    expect(cut('Buongiorno')).toEqual({
      statement: '',
      lines: [],
      strange: null,
      images: 0,
    });
  });

  it('is signed in ten lines', () => {
    const lines = Array.from({ length: 11 }, () => 'Il Sindaco');
    expect(cut('Zero.', 'Saluti', ...lines.slice(1)).strange).toBeNull();
    expect(cut('Zero.', 'Saluti', ...lines).strange).toBe('Il Sindaco');
  });
});
