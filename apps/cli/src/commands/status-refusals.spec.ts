import { describe, expect, it } from '@jest/globals';
import { capture, optionFiles, run } from '../testing/status-command.js';
import { statusCommand } from './status.js';

const { file } = optionFiles();

describe('sollecito status refuses', () => {
  it('with exit 1 an events file with a fault, naming line and field', async () => {
    const bad = file(
      '{"at":"2022-03-10T10:00:00+01:00","municipality":"110001","type":"nil-declared","reference":"2022-06-31"}\n',
    );
    const { code, out, err } = await run('--as-of', '2022-04-01', '--events', bad);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('riga 1, reference');
  });

  it('with exit 1 and the reason when there is no installation to read', async () => {
    const command = statusCommand(() =>
      Promise.reject(Object.assign(new Error('Avviarla una volta.'), { code: 'no-installation' })),
    );
    const io = capture();
    expect(await command.run(['--as-of', '2022-04-01'], io)).toBe(1);
    expect([io.out, io.err]).toEqual(['', 'sollecito status: Avviarla una volta.\n']);
  });

  it('nothing that it does not understand: other failures go on', async () => {
    const command = statusCommand(() => Promise.reject(new Error('connessione persa')));
    await expect(command.run(['--as-of', '2022-04-01'], capture())).rejects.toThrow(
      'connessione persa',
    );
  });

  it.each<[string, readonly string[], string]>([
    ['no day', ['--events', 'x'], 'manca --as-of'],
    ['an impossible day', ['--as-of', '2022-06-31'], '--as-of'],
    [
      'an impossible day of knowledge',
      ['--as-of', '2022-04-01', '--known-on', '31/03/2022'],
      '--known-on',
    ],
    ['a file that is not there', ['--as-of', '2022-04-01', '--events', '/nessuno/qui'], '--events'],
    ['a survey without events', ['--as-of', '2022-04-01', '--survey', 'x'], '--events'],
    ['an unknown option', ['--as-of', '2022-04-01', '--boh'], '--boh'],
  ])('with exit 2 %s', async (_, args, named) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toContain(named);
    expect(err).toContain('Uso: sollecito status');
  });
});
