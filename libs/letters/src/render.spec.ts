import { describe, it, expect } from '@jest/globals';
import { TEMPLATE_IDS } from './templates/source.js';
import { renderLetter } from './renderer.js';
import { sampleOf } from './testing/samples.js';

describe('renderLetter', () => {
  it.each(TEMPLATE_IDS)('writes subject, text, HTML and PDF of «%s»', async (template) => {
    const letter = await renderLetter(sampleOf(template));

    expect(letter.subject).toContain('Comune di Andria');
    expect(letter.subject.length).toBeLessThanOrEqual(200);
    expect(letter.text).toContain('31 dicembre 2021');
    expect(letter.html).toContain('<html lang="it">');
    expect(Buffer.from(letter.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    expect(letter.pdf.length).toBeLessThan(200_000);
  });
});
