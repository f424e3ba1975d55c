import { describe, expect, it } from '@jest/globals';
import type { Sample } from './testing/corpus.js';
import { corpus, differences, readSample } from './testing/corpus.js';
import { figures } from './testing/figures.js';

const samples = corpus();
const readAll = () => samples.map((sample) => ({ sample, reading: readSample(sample) }));

describe('the corpus of written replies', () => {
  it.each(samples.map((sample) => [`${sample.file}: ${sample.id}`, sample] as const))(
    'reads %s as an officer does',
    (_, sample) => {
      const reading = readSample(sample);
      const found = differences(sample, reading);
      expect(found.length === 0 ? [] : [...found, ...reading.reasons]).toEqual([]);
    },
  );

  it('applies nothing that an officer would have held', () => {
    const wrong = readAll().filter(({ sample, reading }) => isWrong(sample, reading));
    expect(wrong.map(({ sample }) => sample.id)).toEqual([]);
  });

  it('holds at least 170 replies and every kind of the contract, with its figures', () => {
    const table = figures(readAll());
    process.stdout.write(`${table.text}\n`);
    expect(samples.length).toBeGreaterThanOrEqual(170);
    expect(Math.min(...table.kinds.map((one) => one.expected))).toBeGreaterThanOrEqual(8);
    for (const { precision, recall } of table.kinds) {
      expect(Math.min(precision, recall)).toBeGreaterThanOrEqual(0.9);
    }
  });
});

/** Applied where it should wait, or to another municipality, round or kind. */
function isWrong({ expected }: Sample, reading: ReturnType<typeof readSample>): boolean {
  if (reading.decision !== 'apply') return false;
  return (
    expected.decision !== 'apply' ||
    expected.kind !== reading.kind ||
    expected.municipality !== reading.municipality ||
    expected.rounds.join() !== reading.rounds.join()
  );
}
