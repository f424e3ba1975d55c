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

  it('lets a run break after a sign from 30 characters on, and anywhere at 60', () => {
    const address = 'dirigenterip.sociassistenziale@cert.comune.bisceglie.bt.it';
    expect(drawable(address, covers).split('\u200b')[0]).toBe('dirigenterip.sociassistenziale@');
    expect(drawable('x'.repeat(61), covers)).toBe(`${'x'.repeat(60)}\u200bx`);
  });

  it('never touches where a link leads', () => {
    const link = { kind: 'link', href: `https://push.regione.puglia.it/${'a'.repeat(80)}` };
    expect(drawableIn(link, covers)).toEqual(link);
  });
});
