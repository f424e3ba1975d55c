import { describe, it, expect } from '@jest/globals';
import { nameForms } from './names.js';

describe('nameForms', () => {
  it.each([
    ['Comune di', 'Andria', 'il Comune di Andria', 'al Comune di Andria', 'del Comune di Andria'],
    ['Città di', 'Trani', 'la Città di Trani', 'alla Città di Trani', 'della Città di Trani'],
    [
      'Comune di',
      'L’Aquila',
      'il Comune di L’Aquila',
      'al Comune di L’Aquila',
      'del Comune di L’Aquila',
    ],
    [
      'Unione dei Comuni',
      'Alta Murgia',
      'l’Unione dei Comuni Alta Murgia',
      'all’Unione dei Comuni Alta Murgia',
      'dell’Unione dei Comuni Alta Murgia',
    ],
    [
      'Provincia di',
      'Foggia',
      'la Provincia di Foggia',
      'alla Provincia di Foggia',
      'della Provincia di Foggia',
    ],
    [
      'Città metropolitana di',
      'Bari',
      'la Città metropolitana di Bari',
      'alla Città metropolitana di Bari',
      'della Città metropolitana di Bari',
    ],
    ['Ente', 'Parco', 'l’Ente Parco', 'all’Ente Parco', 'dell’Ente Parco'],
    ['Stato di', 'Prova', 'lo Stato di Prova', 'allo Stato di Prova', 'dello Stato di Prova'],
    ['Consorzio', 'ASI', 'il Consorzio ASI', 'al Consorzio ASI', 'del Consorzio ASI'],
    ['Sezione di', 'Bari', 'la Sezione di Bari', 'alla Sezione di Bari', 'della Sezione di Bari'],
  ])('«%s %s» takes its article and prepositions', (title, name, il, al, del) => {
    expect(nameForms(title, name)).toMatchObject({ il, al, del });
  });

  it('addresses with a capital: «Al Comune di Margherita di Savoia», «Alla Città di Barletta»', () => {
    expect(nameForms('Comune di', 'Margherita di Savoia').Al).toBe(
      'Al Comune di Margherita di Savoia',
    );
    expect(nameForms('Città di', 'Barletta').Al).toBe('Alla Città di Barletta');
  });

  it('says «codesto Comune», «codesta Città», and agrees in gender', () => {
    expect(nameForms('Comune di', 'Andria')).toMatchObject({
      codesto: 'codesto Comune',
      femminile: false,
    });
    expect(nameForms('Città di', 'Andria')).toMatchObject({
      codesto: 'codesta Città',
      femminile: true,
    });
    expect(nameForms('Città di', 'Andria').dal).toBe('dalla Città di Andria');
  });

  it('puts no space after an apostrophe', () => {
    expect(nameForms('Comune dell’', 'Isola').conTitolo).toBe('Comune dell’Isola');
  });

  it('keeps two equal vowels apart when there is no title', () => {
    expect(nameForms('', 'Andria')).toMatchObject({
      Al: 'Ad Andria',
      del: 'di Andria',
      codesto: 'codesto Ente',
    });
    expect(nameForms(' ', 'Trani').al).toBe('a Trani');
  });
});
