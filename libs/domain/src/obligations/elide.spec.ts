import { describe, expect, it } from '@jest/globals';
import { elide } from './elide.js';

describe('an article before a day', () => {
  it.each([
    ['scaduto il 11/04/2022', 'scaduto l’11/04/2022'],
    ['dal 08/03/2022 al 11/04/2022', 'dall’08/03/2022 all’11/04/2022'],
    ['Del 08/03/2022', 'Dell’08/03/2022'],
    ['Il 11/04/2022 e nel 08/2022', 'L’11/04/2022 e nel 08/2022'],
    ['sul 11/04/2022, nel 11/04/2022', 'sull’11/04/2022, nell’11/04/2022'],
  ])('is elided before the 8th and the 11th: %s', (written, read) => {
    expect(elide(written)).toBe(read);
  });

  it.each(['del 10/04/2022', 'il 01/08/2022', 'al 18/11/2022', 'del 31/03/2022', 'mal 11/04/2022'])(
    'stays whole otherwise: %s',
    (written) => {
      expect(elide(written)).toBe(written);
    },
  );
});
