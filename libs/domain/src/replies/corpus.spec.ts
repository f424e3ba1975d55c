import { describe, expect, it } from '@jest/globals';
import { corpus, differences, readSample } from './testing/corpus.js';

describe('the corpus of written replies', () => {
  const samples = corpus();

  it.each(samples.map((sample) => [`${sample.file}: ${sample.id}`, sample] as const))(
    'reads %s as an officer does',
    (_, sample) => {
      const reading = readSample(sample);
      const found = differences(sample, reading);
      expect(found.length === 0 ? [] : [...found, ...reading.reasons]).toEqual([]);
    },
  );
});
