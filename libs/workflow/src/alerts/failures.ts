import type { Instant, IstatCode } from '@app/domain';
import { failuresToMend } from '@app/domain';
import type { Db } from '@app/persistence';
import { loadFacts, settleFailures, withFailures } from '@app/persistence';
import type { ReferenceData } from '../reference.js';

/**
 * Brings the alerts on letters that reached nobody in line with the record: open is what a person may still send once more. Part of
 * the transaction that recorded something, and of the tick, for days pass too.
 */
export async function followFailures(
  tx: Db,
  reference: ReferenceData,
  istats: readonly IstatCode[],
  at: Instant,
): Promise<void> {
  const failed = await withFailures(tx, istats);
  if (failed.length === 0) return;
  const record = await loadFacts(tx, failed);
  const toMend: string[] = [];
  for (const istat of failed) {
    const municipality = reference.municipalities.get(istat);
    if (municipality === undefined) continue;
    const facts = record.get(istat) ?? [];
    for (const survey of reference.surveys.values()) {
      const own = facts.filter((fact) => fact.survey === survey.id);
      toMend.push(...failuresToMend(survey, municipality, own, at));
    }
  }
  await settleFailures(tx, failed, toMend, at);
}
