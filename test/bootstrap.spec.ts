import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ended, FakeClone, lock } from './support/fake-clone.js';

let clone: FakeClone;
beforeEach(() => {
  clone = new FakeClone();
});
afterEach(() => clone.dispose());

const bootstrap = (...args: string[]) => clone.run('bootstrap.mjs', args);

describe('the bootstrap does only what is needed', () => {
  it('installs and builds a fresh clone, and says so on stderr', async () => {
    const { code, stdout, stderr } = await bootstrap();
    expect({ code, stdout, calls: clone.calls() }).toEqual({
      code: 0,
      stdout: '',
      calls: ['npm ci', 'tsc -b'],
    });
    expect(stderr).toMatch(/^Installo i componenti[\s\S]*Componenti installati[\s\S]*Compilato/);
  });

  it('does nothing and says nothing the second time', async () => {
    await bootstrap();
    clone.calls();
    expect(await bootstrap()).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(await bootstrap('--dev')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(clone.calls()).toEqual([]);
  });

  it('changes in place what the lock changes', async () => {
    await bootstrap();
    clone.calls();
    clone.write('package-lock.json', lock('1.0.1'));
    await bootstrap();
    expect(clone.calls()).toEqual(['npm install']);
    expect(await bootstrap()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('installs from nothing after an installation that was cut short', async () => {
    await bootstrap();
    clone.calls();
    clone.remove('.cache/install.stamp');
    clone.remove('node_modules/.package-lock.json');
    await bootstrap();
    expect(clone.calls()).toEqual(['npm ci']);
  });

  it('builds whatever the compiler believes to be there still', async () => {
    clone.npm({ incremental: true });
    await bootstrap();
    clone.calls();
    clone.remove('libs/one/dist/index.js');
    await bootstrap();
    expect(clone.calls()).toEqual(['tsc -b', 'tsc --force']);
    expect(existsSync(join(clone.root, 'libs/one/dist/index.js'))).toBe(true);
  });

  it('builds again when a source has changed, not when a test has', async () => {
    await bootstrap();
    clone.calls();
    clone.write('libs/one/src/index.spec.ts', 'a test');
    clone.write('libs/one/src/index.int-spec.ts', 'another');
    await bootstrap();
    expect(clone.calls()).toEqual([]);
    clone.append('libs/one/src/index.ts', 'export const two = 2;\n');
    await bootstrap();
    expect(clone.calls()).toEqual(['tsc -b']);
  });

  it('builds again when what was built is gone', async () => {
    await bootstrap();
    clone.calls();
    clone.remove('libs/one/dist');
    await bootstrap();
    expect(clone.calls()).toEqual(['tsc -b']);
  });

  it('removes what was built from a source that is gone', async () => {
    clone.write('libs/one/src/old.ts', '');
    await bootstrap();
    expect(existsSync(join(clone.root, 'libs/one/dist/old.js'))).toBe(true);
    clone.remove('libs/one/src/old.ts');
    await bootstrap();
    expect(existsSync(join(clone.root, 'libs/one/dist/old.js'))).toBe(false);
  });

  it('takes an npm ci that was done by hand for what it is', async () => {
    await bootstrap();
    clone.calls();
    clone.remove('.cache/install.stamp');
    await bootstrap();
    expect(clone.calls()).toEqual([]);
  });

  it('installs once when two start at once, and both find it done', async () => {
    clone.npm({ takesMs: 600 });
    const [one, two] = [clone.start('bootstrap.mjs'), clone.start('bootstrap.mjs')];
    const results = await Promise.all([ended(one), ended(two)]);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(clone.calls()).toEqual(['npm ci', 'tsc -b']);
    expect(results.map(({ stderr }) => stderr).join('')).toContain('attendo…');
  });

  it('does not wait for a start that was killed', async () => {
    clone.write('.cache/bootstrap.lock', '4194301');
    expect((await bootstrap()).code).toBe(0);
  });
});

describe('the bootstrap says what stopped it, with the next step', () => {
  it.each([
    [
      'npm error code ENOTFOUND\nnpm error request to https://packages.example.org/leaf failed',
      /registro dei pacchetti npm non è raggiungibile.*ripetere il comando/,
    ],
    ['npm error code ENOSPC\nnpm error nospc', /Il disco è pieno. Liberare spazio/],
    ['npm error code EACCES\nnpm error path /srv', /non può scrivere nella cartella/],
    ['npm error code EINTEGRITY', /impronta diversa/],
    ['npm error code E503', /non è raggiungibile/],
  ])('%s', async (said, sentence) => {
    clone.npm({ fails: said });
    const { code, stderr } = await bootstrap();
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/https?:|example\.org|\n\s+at /);
  });

  it('tries again at the next start after a failed installation', async () => {
    clone.npm({ fails: 'npm error code ETIMEDOUT' });
    await bootstrap();
    clone.npm({});
    expect((await bootstrap()).code).toBe(0);
  });

  it('passes on the compiler’s words, and builds again at the next start', async () => {
    clone.npm({ tscFails: 'libs/one/src/index.ts(1,1): error TS1005' });
    const { code, stderr } = await bootstrap();
    expect(code).toBe(1);
    expect(stderr).toMatch(/Compilazione non riuscita[\s\S]*error TS1005/);
    clone.calls();
    await bootstrap();
    expect(clone.calls()).toEqual(['tsc -b']);
  });

  const load = (script: string) => import(join(clone.root, 'scripts', 'lib', script));

  it.each([
    ['20.19.0', true],
    ['20.20.1', true],
    ['22.0.0', true],
    ['20.18.9', false],
    ['18.20.4', false],
  ])('takes Node %s: %s', async (version, taken) => {
    const { requireNode } = (await load('node-version.mjs')) as {
      requireNode(version: string): void;
    };
    if (taken) expect(() => requireNode(version)).not.toThrow();
    else expect(() => requireNode(version)).toThrow(/richiede Node.js 20.19[\s\S]*needs Node.js/);
  });
});

describe('npm start', () => {
  it('names another port when the port is taken, before anything else is started', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    const { code, stderr } = await clone.run('start.mjs', [], { PORT: String(port) });
    holder.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`La porta ${port} è già occupata.`);
    expect(stderr).toContain(`PORT=${port + 1} npm start`);
  });

  it('reads the port from .env as the server does', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const { port } = holder.address() as { port: number };
    clone.write('.env', `PORT=${port}\n`);
    const { stderr } = await clone.run('start.mjs', [], { PORT: undefined });
    holder.close();
    expect(stderr).toContain(`La porta ${port} è già occupata.`);
  });

  it('runs the server in its own process', async () => {
    clone.write('apps/server/dist/main.js', `console.log('Sollecito pronto', process.ppid);`);
    const { code, stdout } = await clone.run('start.mjs', [], { PORT: '0' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `Sollecito pronto ${process.pid}\n` });
  });
});

describe('the closing line of npm test', () => {
  it('adds up the tests and counts what was skipped by the program it lacked', async () => {
    const { summarise, closingLines } = (await import(
      join(clone.root, 'scripts', 'lib', 'summary.mjs')
    )) as { summarise(results: unknown): object; closingLines(summary: object): string };
    const test = (status: string, ...ancestorTitles: string[]) => ({ status, ancestorTitles });
    const summary = summarise({
      numPassedTests: 7,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 3,
      numTodoTests: 0,
      testResults: [
        {
          assertionResults: [
            test('passed', 'x'),
            test('pending', 'a mailbox [needs dovecot, postfix]', 'inner'),
            test('pending', 'a mailbox [needs dovecot, postfix]'),
            test('pending', 'a page [needs chromium]'),
          ],
        },
      ],
    });
    expect(closingLines(summary)).toBe(
      [
        'skipped for want of dovecot, postfix: 2',
        'skipped for want of chromium: 1',
        '7 passed, 2 failed, 3 skipped',
      ].join('\n'),
    );
  });
});
