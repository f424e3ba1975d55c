import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openAuthority } from '@app/pec-sandbox';
import { BOUNDS } from '../support/pec-bounds.mjs';
import { checkBounds, checkInputs } from './pec-check.mjs';
import { corpus } from './pec-corpus.mjs';

const LIMIT_MS = 5_000;
const LIMIT_MB = 512;

/**
 * Hostile inputs to readMessage, verifyMessage and readAttachments, in a worker that is watched from outside: the
 * messages at the limits, then random ones. An input that runs over five seconds is named although it never returns.
 */
export async function fuzzPec({ runs, seed, print = console.log }) {
  const folder = mkdtempSync(join(tmpdir(), 'pec-fuzz-'));
  try {
    const authority = await openAuthority(folder);
    const messages = await corpus(authority);
    const shared = new Int32Array(new SharedArrayBuffer(4));
    print(`pec fuzz: seed ${seed}, ${runs} inputs, ${messages.length} genuine messages`);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const { bound, slowest, tally, peak } = await watched({
      messages,
      caPem: authority.caPem,
      seed,
      runs,
      shared,
    });
    const grown = (peak - before) / 2 ** 20;
    print(
      `pec fuzz: ${BOUNDS.length} messages at the limits; slowest ${bound.ms.toFixed(0)} ms (${bound.name}, limit ${LIMIT_MS})`,
    );
    const seconds = (performance.now() - started) / 1000;
    print(
      `pec fuzz: ${runs} inputs in ${seconds.toFixed(0)} s, none threw; slowest ${slowest.ms.toFixed(0)} ms (input ${slowest.index}, limit ${LIMIT_MS}), memory +${grown.toFixed(0)} MB (limit ${LIMIT_MB})`,
    );
    for (const [key, count] of Object.entries(tally).sort(([, a], [, b]) => b - a))
      print(`  ${String(count).padStart(7)} ${key}`);
    return Math.max(bound.ms, slowest.ms) < LIMIT_MS && grown < LIMIT_MB;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function watched({ messages, caPem, seed, runs, shared }) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { messages, caPem, seed, runs, shared },
    });
    let last = -1;
    let since = performance.now();
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
      const index = Atomics.load(shared, 0);
      if (index !== last) {
        last = index;
        since = performance.now();
      } else if (performance.now() - since > 4 * LIMIT_MS) {
        void worker.terminate();
        const what = BOUNDS[index - runs]?.[0] ?? `input ${index}`;
        reject(new Error(`seed ${seed}, ${what}: still running after ${(4 * LIMIT_MS) / 1000} s`));
      }
    }, 200);
    worker.on('message', (result) => resolve({ ...result, peak }));
    worker.on('error', reject);
    worker.on('exit', () => clearInterval(watch));
  });
}

if (!isMainThread) {
  const { messages, caPem, seed, runs, shared } = workerData;
  const onStart = (index) => Atomics.store(shared, 0, index);
  const buffers = messages.map((bytes) => Buffer.from(bytes));
  const bound = checkBounds({ caPem, onStart: (index) => onStart(runs + index) });
  const random = checkInputs({ messages: buffers, caPem, seed, from: 0, to: runs, onStart });
  parentPort.postMessage({ bound, ...random });
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: { runs: { type: 'string', default: '100000' }, seed: { type: 'string' } },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
  const ok = await fuzzPec({ runs: Number(values.runs), seed });
  process.exitCode = ok ? 0 : 1;
}
