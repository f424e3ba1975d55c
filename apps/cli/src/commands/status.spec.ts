import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Fact, Instant } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { capture } from '../testing/status-command.js';
import { statusCommand } from './status.js';

describe('an installation plugs in its own record', () => {
  it('which is folded as it is, as far as the later of the two days', async () => {
    const asked: Instant[] = [];
    const command = statusCommand(async (until) => {
      asked.push(until);
      const municipalities = defaultMunicipalities();
      return {
        survey: defaultSurvey(),
        municipalities,
        factsOf: () => [],
        refused: [],
        faults: [],
      };
    });
    const io = capture();
    expect(await command.run(['--as-of', '2022-04-01', '--json'], io)).toBe(0);
    expect(await command.run(['--as-of', '2022-04-01', '--known-on', '2022-05-01'], io)).toBe(0);
    expect(asked).toEqual(['2022-04-01T21:59:59.999Z', '2022-05-01T21:59:59.999Z']);
    expect(io.out).toContain('Situazione al 01/04/2022, come noto il 01/05/2022\n');
  });

  it('names who can’t be planned or read, with exit code 1, and tells of the others', async () => {
    const [closed, damaged, good] = defaultMunicipalities();
    const year = Array.from({ length: 366 }, (_, n) =>
      new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(5, 10),
    );
    const moment = '2022-03-01T09:00:00.000Z' as Instant;
    const extended = {
      ...{ id: 'e1', type: 'extended', survey: 'push-erp', municipality: damaged!.istat },
      ...{ round: '2021-12-31', occurredAt: moment, recordedAt: moment, actor: 'prova' },
      ...{ source: 'officer', evidence: null, payload: { due: 'mai', reason: 'x', scope: 'all' } },
    } as unknown as Fact;
    const command = statusCommand(async () => ({
      survey: defaultSurvey(),
      municipalities: [{ ...closed!, closingDays: year }, damaged!, good!],
      factsOf: (istat) => (istat === damaged!.istat ? [extended] : []),
      refused: [],
      faults: [],
    }));
    const io = capture();
    expect(await command.run(['--as-of', '2022-04-01', '--json'], io)).toBe(1);
    expect(io.err.split('\n')).toEqual([
      expect.stringMatching(`^sollecito status: .* il Comune di ${closed!.name}: nessun giorno`),
      expect.stringMatching(`^sollecito status: .* il Comune di ${damaged!.name}: `),
      '',
    ]);
    const lines = io.out.trim().split('\n').slice(0, -1);
    expect(
      lines.map((line) => (JSON.parse(line) as { municipality: string }).municipality),
    ).toEqual([closed!.istat, good!.istat]);
  });
});
