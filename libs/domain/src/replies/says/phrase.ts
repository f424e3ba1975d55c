import type { Sentence } from '../text/sentences.js';

/** A sentence as folded words between single spaces, signs left out: what phrase patterns read. */
export function phraseOf({ tokens }: Sentence): string {
  const words = tokens
    .filter((token) => token.kind !== 'sign')
    .map((token) =>
      token.kind === 'day'
        ? '#day'
        : token.kind === 'number' && token.is === 'number'
          ? '#n'
          : token.is,
    );
  return ` ${words.join(' ').slice(0, 4000)} `;
}
