import { defaultMunicipalities, defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
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
});
