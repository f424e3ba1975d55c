import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import type { ExportFormat } from './formats.js';
import type { ExportTable } from './table.js';
import { bytesOf } from './write.js';

/** Cells above which a file is made beside the thread that answers the pages. */
const MANY_CELLS = 10_000;
/** A worker reads compiled files only. */
const COMPILED = import.meta.url.endsWith('.js');

interface Order {
  readonly order: 'sollecito-export';
  readonly table: ExportTable;
  readonly format: ExportFormat;
}

/** The bytes of a table; a large one is made in a thread of its own, so that nobody's page waits for it. */
export async function makeBytes(table: ExportTable, format: ExportFormat): Promise<Buffer> {
  if (!COMPILED || table.rows.length * table.columns.length < MANY_CELLS) {
    return bytesOf(table, format);
  }
  const order: Order = { order: 'sollecito-export', table, format };
  const worker = new Worker(new URL(import.meta.url), { workerData: order });
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the export ended without a file')));
    });
  } finally {
    await worker.terminate();
  }
}

const isOrder = (data: unknown): data is Order =>
  (data as Order | null)?.order === 'sollecito-export';

if (!isMainThread && isOrder(workerData)) {
  parentPort?.postMessage(await bytesOf(workerData.table, workerData.format));
}
