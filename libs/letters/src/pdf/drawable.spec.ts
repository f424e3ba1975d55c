import { describe, it, expect } from '@jest/globals';
import { drawable, drawableIn } from './drawable.js';
import { loadFonts } from './fonts.js';

const { covers } = loadFonts();

describe('drawable', () => {
  it('leaves what the fonts can draw as it is', () => {
    const text = 'Comune di Sant’Àgata – n. 1.240 € «così» “già” 3° ≤ Москва שלום';
    expect(drawable(text, covers)).toBe(text);
  });

  it('shows the code point of a character that no font has', () => {
    expect(drawable('a漢b', covers)).toBe('a⟨U+6F22⟩b');
    expect(drawable('🏛', covers)).toBe('⟨U+1F3DB⟩');
  });

  it('shows private code points and the byte order mark, which PDF/A-2a refuses', () => {
    expect(drawable('\ue000\ufeff', covers)).toBe('⟨U+E000⟩⟨U+FEFF⟩');
  });

  it('lets a long word break after a sign, and anywhere when it has none', () => {
    const address = 'dirigenterip.sociassistenziale@cert.comune.bisceglie.bt.it';
    expect(drawable(address, covers).split('\u200b')).toEqual([
      'dirigenterip.sociassistenziale@',
      'cert.comune.bisceglie.',
      'bt.it',
    ]);
    expect(drawable('protocollo@pec.comune.it', covers)).toBe('protocollo@pec.comune.it');
    expect(drawable('x'.repeat(40), covers)).toBe('x'.repeat(40));
    expect(drawable('x'.repeat(41), covers).split('\u200b')).toEqual([
      'x'.repeat(12),
      'x'.repeat(12),
      'x'.repeat(12),
      'x'.repeat(5),
    ]);
  });

  it('never touches where a link leads', () => {
    const link = { kind: 'link', href: `https://push.regione.puglia.it/${'a'.repeat(80)}` };
    expect(drawableIn(link, covers)).toEqual(link);
  });
});
