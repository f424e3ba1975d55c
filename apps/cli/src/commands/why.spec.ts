import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run, SCENARIOS } from '../testing/run-cli.js';
import { whyCommand } from './why.js';
import type { LoadWhyRecord, WhyOf } from './why-record.js';

const CAMPAIGN = join(SCENARIOS, 'campaign.jsonl');
const OBLIGATION = '110001/push-erp/2021-12-31';
const why = (...args: string[]): ReturnType<typeof run> => run('why', ...args);

describe('sollecito why', () => {
  it('says of a rung that it did not leave because the municipality had transmitted', async () => {
    const { code, out } = await why(
      `${OBLIGATION}/reminder-1`,
      ...['--events', CAMPAIGN, '--as-of', '2022-03-20'],
    );
    expect(code).toBe(0);
    expect(out).toContain('Primo sollecito (reminder-1):');
    expect(out).toContain(
      'Saltato il 16/03/2022 alle 09:00 (previsto per il 16/03/2022): Al 16/03/2022, giorno previsto, l’adempimento è assolto con la trasmissione in PUSH: nessun sollecito.',
    );
    expect(out).not.toContain('opening');
  });

  it('tells every rung of an obligation, those to come with their day', async () => {
    const { out } = await why(OBLIGATION, '--events', CAMPAIGN, '--as-of', '2022-03-20', '--json');
    const answer = JSON.parse(out) as {
      status: object;
      rungs: { rung: string; outcome: string; target: string; because: string[] }[];
    };
    expect(answer.status).toMatchObject({ outcome: 'transmitted', due: '2022-03-31' });
    expect(answer.rungs.map(({ rung, outcome }) => `${rung} ${outcome}`)).toEqual([
      'opening sent',
      'reminder-1 skipped',
      'reminder-2 expected',
      'last-call expected',
      'overdue-1 expected',
      'overdue-2 expected',
      'formal-notice expected',
    ]);
    expect(answer.rungs[1]?.because).toContain('event-1');
  });

  it('exits 1 where there is no such obligation, 2 where there is no such rung or the question is malformed', async () => {
    const asked = ['--events', CAMPAIGN, '--as-of', '2022-03-20'];
    const unknown = await why('110001/push-erp/2030-12-31', ...asked);
    expect(unknown).toMatchObject({ code: 1, out: '' });
    expect(unknown.err).toContain('non ha un adempimento «push-erp/2030-12-31»');
    expect(await why('999999/push-erp/2021-12-31', ...asked)).toMatchObject({ code: 1, out: '' });
    const rung = await why(`${OBLIGATION}/boh`, ...asked);
    expect(rung).toMatchObject({ code: 2, out: '' });
    expect(rung.err).toContain('rung: trovato «boh», atteso un gradino di push-erp');
    expect(await why('boh', ...asked)).toMatchObject({ code: 2, out: '' });
  });

  it('exits 2 where the events file can’t be read, and prints nothing', async () => {
    const { code, out, err } = await why(OBLIGATION, '--events', join(SCENARIOS, 'bad.json'));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('--events');
  });

  it('exits 1 with what to do where there is no installation to read', async () => {
    const missing = Object.assign(new Error('Avviarla una volta con «npm start».'), {
      code: 'no-installation',
    });
    const { code, err } = await asked(() => Promise.reject(missing), OBLIGATION);
    expect(code).toBe(1);
    expect(err).toContain('npm start');
  });

  it('asks the installation for its own present day where no day is given', async () => {
    const questions: WhyOf[] = [];
    const { code, err } = await asked((of) => {
      questions.push(of);
      return Promise.resolve(null);
    }, OBLIGATION);
    expect(questions).toEqual([{ survey: 'push-erp', municipality: '110001', asOf: null }]);
    expect(code).toBe(1);
    expect(err).toContain('non è nell’elenco');
  });
});

async function asked(load: LoadWhyRecord, ...args: string[]) {
  let err = '';
  const io = { stdout: () => undefined, stderr: (text: string) => void (err += text) };
  return { code: await whyCommand(load).run(args, io), err };
}
