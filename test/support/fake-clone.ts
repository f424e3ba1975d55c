import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './source-tree.js';

/** How a process of the clone ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A clone in small: our real scripts, one library, and an npm and a compiler that only write down that
 * they were called. What the scripts do is real; what would take minutes is not.
 */
export class FakeClone {
  readonly root = mkdtempSync(join(tmpdir(), 'sollecito-clone-'));
  readonly #npm = join(this.root, 'fake', 'npm.cjs');

  constructor() {
    cpSync(join(ROOT, 'scripts'), join(this.root, 'scripts'), { recursive: true });
    this.write('package.json', JSON.stringify({ type: 'module', dependencies: { leaf: '1.0.0' } }));
    this.write('package-lock.json', lock('1.0.0'));
    for (const name of ['tsconfig.json', 'tsconfig.base.json', 'libs/one/tsconfig.json']) {
      this.write(name, '{}');
    }
    mkdirSync(join(this.root, 'apps'));
    this.write('libs/one/src/index.ts', 'export const one = 1;\n');
    this.npm({});
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  append(path: string, text: string): void {
    appendFileSync(join(this.root, path), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  /** An npm that installs a compiler, or fails as told. */
  npm(how: {
    fails?: string;
    tscFails?: string;
    takesMs?: number;
    /** The compiler builds nothing it has a record of, unless it is forced. */
    incremental?: boolean;
  }): void {
    const tsc = compiler(this.root, how.tscFails ?? null, how.incremental === true);
    const fail =
      how.fails === undefined
        ? ''
        : `console.error(${JSON.stringify(how.fails)}); process.exit(1);`;
    this.write(
      'fake/npm.cjs',
      `const fs = require('node:fs'); const { join } = require('node:path');
       const root = ${JSON.stringify(this.root)};
       fs.appendFileSync(join(root, 'calls'), 'npm ' + process.argv.slice(2).join(' ') + '\\n');
       setTimeout(() => {
         ${fail}
         const bin = join(root, 'node_modules', 'typescript', 'bin');
         fs.mkdirSync(bin, { recursive: true });
         fs.writeFileSync(join(bin, 'tsc'), ${JSON.stringify(tsc)});
         fs.copyFileSync(join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json'));
       }, ${how.takesMs ?? 0});`,
    );
  }

  /** What was called so far: `npm ci …`, `tsc -b`. Forgets it. */
  calls(): string[] {
    const file = join(this.root, 'calls');
    if (!existsSync(file)) return [];
    const calls = readFileSync(file, 'utf8').trim().split('\n');
    rmSync(file);
    return calls.map((call) => {
      const [program, first] = call.split(' ');
      return `${program} ${call.includes('--force') ? '--force' : first}`;
    });
  }

  start(script: string, args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const options: SpawnOptions = {
      cwd: this.root,
      env: { ...process.env, NODE_OPTIONS: '', npm_execpath: this.#npm, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    };
    return spawn(process.execPath, [join('scripts', script), ...args], options);
  }

  async run(
    script: string,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
  ): Promise<Ended> {
    return ended(this.start(script, args, env));
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A package-lock.json with one package of this version. */
export function lock(version: string): string {
  return JSON.stringify({
    lockfileVersion: 3,
    packages: { '': {}, 'node_modules/leaf': { version } },
  });
}

/** Waits for a process and gives what it said. */
export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

function compiler(root: string, fails: string | null, incremental: boolean): string {
  const fail = fails === null ? '' : `console.log(${JSON.stringify(fails)}); process.exit(2);`;
  return `import fs from 'node:fs'; import { join } from 'node:path';
    const root = ${JSON.stringify(root)};
    fs.appendFileSync(join(root, 'calls'), 'tsc ' + process.argv.slice(2).join(' ') + '\\n');
    ${fail}
    const record = join(root, 'libs', 'one', 'dist', '.tsbuildinfo');
    const known = ${incremental} && !process.argv.includes('--force') && fs.existsSync(record);
    if (!known) for (const name of fs.readdirSync(join(root, 'libs', 'one', 'src'))) {
      fs.mkdirSync(join(root, 'libs', 'one', 'dist'), { recursive: true });
      fs.writeFileSync(join(root, 'libs', 'one', 'dist', name.replace('.ts', '.js')), '');
      fs.writeFileSync(record, '');
    }`;
}
