import { describe, expect, it } from '@jest/globals';
import { main } from '../main.js';

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(['deadline', ...args], {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
  });
  return { code, out, err };
}

describe('sollecito deadline', () => {
  it.each([
    ['2021-12-31', 'P3M', '2022-03-31', '2022-03-31', 'Thursday'],
    ['2022-06-30', 'P3M', '2022-09-30', '2022-09-30', 'Friday'],
    ['2023-06-30', 'P3M', '2023-09-30', '2023-09-30', 'a Saturday, no holiday'],
    ['2023-12-31', 'P3M', '2024-03-31', '2024-04-02', 'Easter Sunday and Monday'],
    ['2023-12-31', 'P0D', '2023-12-31', '2024-01-02', 'a Sunday and New Year'],
    ['2027-07-04', 'P3M', '2027-10-04', '2027-10-05', 'Monday 4 October, holiday since 2026'],
    ['2025-07-04', 'P3M', '2025-10-04', '2025-10-04', 'Saturday 4 October, no holiday yet'],
    ['2022-03-30', 'P3WD', '2022-04-04', '2022-04-04', 'three working days over a week-end'],
    ['2020-02-29', 'P1Y', '2021-02-28', '2021-03-01', 'the last day of February, a Sunday'],
  ])('%s + %s ends on %s and is due %s (%s)', async (reference, offset, nominal, due) => {
    const { code, out } = await run('--reference', reference, '--offset', offset, '--json');
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(answer).toMatchObject({ reference, nominal, due });
    expect(Object.keys(answer)).toEqual(['reference', 'nominal', 'due', 'steps']);
    expect(answer.steps[0].from).toBe(reference);
    expect(answer.steps.at(-1).to).toBe(due);
  });

  it('rolls "at least 15 days before Tuesday 10 May 2022" back to Saturday 23 April', async () => {
    const { out } = await run(
      ...['--reference', '2022-05-10', '--offset', 'P15D', '--before', '--json'],
    );
    expect(JSON.parse(out)).toMatchObject({ nominal: '2022-04-25', due: '2022-04-23' });
  });

  it('rolls Saturday 30 September 2023 to Monday where Saturday counts as a holiday', async () => {
    const { out } = await run(
      ...['--reference', '2023-06-30', '--offset', 'P3M', '--saturday', 'holiday', '--json'],
    );
    expect(JSON.parse(out)).toMatchObject({ due: '2023-10-02' });
  });

  it.each([
    ['2025-10-09', '2027-10-04', 'the day before publication'],
    ['2025-10-10', '2027-10-05', 'the day of publication'],
  ])('reads L. 151/2025 as of %s: 4 October 2027 is due %s (%s)', async (asOfLaw, due) => {
    const { out } = await run(
      ...['--reference', '2027-07-04', '--offset', 'P3M', '--as-of-law', asOfLaw, '--json'],
    );
    expect(JSON.parse(out)).toMatchObject({ due });
  });

  it('tells people each step with its norm', async () => {
    const { out } = await run('--reference', '2023-12-31', '--offset', 'P3M');
    expect(out).toMatchInlineSnapshot(`
"3 mesi dal 31 dicembre 2023: scadenza martedì 2 aprile 2024
  1. 31/12/2023 → 31/03/2024  più 3 mesi, stesso giorno del mese
     [art. 155 c. 2 c.p.c.; art. 2963 c. 4 c.c.]
  2. 31/03/2024 → 01/04/2024  31/03/2024 è domenica, Pasqua, giorno festivo: si passa al giorno seguente
     [art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.; art. 2 L. 260/1949]
  3. 01/04/2024 → 02/04/2024  01/04/2024 è lunedì, Lunedì dell’Angelo, giorno festivo: si passa al giorno seguente
     [art. 155 c. 4 c.p.c.; art. 2963 c. 3 c.c.; art. 2 L. 260/1949]
"
`);
  });

  it.each([
    [
      ['--reference', '2022-05-08', '--offset', 'P1D'],
      '1 giorno dall’8 maggio 2022: scadenza lunedì',
    ],
    [
      ['--reference', '2022-05-11', '--offset', 'P15D', '--before'],
      'Almeno 15 giorni prima dell’11 maggio 2022: scadenza martedì 26 aprile 2022',
    ],
    [
      ['--reference', '2022-05-01', '--offset', 'P10WD'],
      '10 giorni lavorativi dal 1° maggio 2022: scadenza venerdì 13',
    ],
  ])('writes %j in good Italian', async (args, begin) => {
    expect((await run(...args)).out).toContain(begin);
  });

  it.each([
    [['--reference', '2022-06-31', '--offset', 'P3M'], '--reference'],
    [['--reference', '31/12/2021', '--offset', 'P3M'], '--reference'],
    [['--reference', '2021-12-31', '--offset', '3 mesi'], '--offset'],
    [['--reference', '2021-12-31', '--offset', '-P3M'], '--before'],
    [['--reference', '2021-12-31', '--offset', 'P-3M'], '--offset P3M --before'],
    [['--reference', '2021-12-31', '--offset=-P3M'], '--before'],
    [['--reference', '2021-12-31', '--offset', 'P1M1D'], '--offset'],
    [['--reference', '2021-12-31', '--offset', 'P9999Y'], '9999'],
    [['--reference', '2021-12-31', '--offset', 'P3M', '--saturday', 'forse'], '--saturday'],
    [['--reference', '2021-12-31', '--offset', 'P3M', '--as-of-law', '2021-02-29'], '--as-of-law'],
    [['--offset', 'P3M'], '--reference'],
    [['--reference', '2021-12-31'], '--offset'],
    [['--reference', '2021-12-31', '--offset', 'P3M', '--domani'], '--domani'],
  ])('exits 2 for %j and names what is wrong', async (args, named) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(named);
  });
});
