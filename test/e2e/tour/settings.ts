import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSurvey } from '@app/contract';
import type { Instant } from '@app/domain';
import { addSurveyVersion, dataSource, runningEmbeddedUrl } from '@app/persistence';

/** The survey's rules as the office wants them: no letter leaves that a second person has not approved. */
export async function askForFourEyes(dataDir: string): Promise<void> {
  const url = runningEmbeddedUrl(dataDir);
  if (url === null) throw new Error('the database does not run');
  const db = await dataSource(url, 2).initialize();
  const survey = { ...defaultSurvey(), requiresFourEyes: true };
  const at = '2022-02-14T08:00:00.000Z' as Instant;
  await addSurveyVersion(db, { ...survey, version: survey.version + 1 }, at, 'amministratore');
  await db.destroy();
}

/** Two snapshots of the same three dwellings. @returns the file */
export function snapshotFile(folder: string, istat: string): string {
  const lines = ['comune;data_riferimento;codice_alloggio;stato;rilevato_il'];
  for (const [reference, seen] of [
    ['31/12/2021', '10/01/2022'],
    ['30/06/2022', '04/07/2022'],
  ]) {
    for (const unit of [1, 2, 3])
      lines.push(`${istat};${reference};${istat}_000${unit};in proprietà;${seen}`);
  }
  const path = join(folder, 'consistenza.csv');
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
  return path;
}
