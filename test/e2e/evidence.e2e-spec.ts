import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Instant } from '@app/domain';
import { localDate } from '@app/domain';
import { verifyEvidence } from '@app/evidence';
import type { Server } from '@app/server';
import { EvidenceFile, type EvidenceMade, TimeMachine } from '@app/workflow';
import { startSandboxServer, temporaryFolder } from '../support/sandbox-server.js';

describe('the evidence file of an obligation lived in the sandbox', () => {
  const folder = temporaryFolder('evidence');
  let server: Server;
  let file: Uint8Array;
  let anchor: string;

  beforeAll(async () => {
    server = await startSandboxServer(folder.path);
    await server.app
      .get(TimeMachine, { strict: false })
      .moveTo('2022-03-18T17:00:00.000Z' as Instant);
    anchor = server.environment.sandbox?.caPem ?? '';
    const written = await server.app.get(EvidenceFile, { strict: false }).write({
      municipality: '110007',
      round: localDate('2021-12-31'),
      at: '2022-03-18T17:00:00.000Z' as Instant,
      anchors: [anchor],
    });
    expect(written).toHaveProperty('bytes');
    file = (written as EvidenceMade).bytes;
  }, 480_000);

  afterAll(async () => {
    await server.close();
    folder.remove();
  }, 60_000);

  it('holds the letters as they left with their PDFs, and every receipt with a valid signature', async () => {
    const report = await verifyEvidence(file, { trust: [anchor] });
    expect(report.problems).toEqual([]);
    expect(report.ok).toBe(true);
    const names = report.files.map(({ name }) => name);
    expect(names.filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    const signed = report.files.filter(({ signature }) => signature?.verdict === 'valid');
    expect(signed.length).toBeGreaterThanOrEqual(4);
    expect(report.chain.ok).toBe(true);
  });

  it('is not whole any more when one bit of it is turned', async () => {
    const turned = Uint8Array.from(file);
    const at = Math.floor(turned.length / 2);
    turned[at] = (turned[at] ?? 0) ^ 1;
    expect((await verifyEvidence(turned, { trust: [anchor] })).ok).toBe(false);
  });
});
