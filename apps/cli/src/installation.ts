import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { configuration, configurationMessage, environmentWith } from '@app/contract';
import {
  currentSurveys,
  allMunicipalities,
  dataSource,
  loadFacts,
  migrate,
  municipalitiesOf,
  runningEmbeddedUrl,
  startEmbeddedPostgres,
} from '@app/persistence';
import { romeDate } from '@app/domain';
import type { DataSource } from 'typeorm';
import { NoInstallationError } from './command.js';
import { installationNow } from './commands/import/now.js';
import type { LoadRecord, StatusRecord } from './commands/status-record.js';
import type { LoadWhyRecord } from './commands/why-record.js';

/**
 * Runs `work` on the installation's database: the one of DATABASE_URL, the one that a running server holds,
 * or the data folder's own, started for the time that it takes.
 *
 * @param how `create` makes an empty one where there is none
 * @throws NoInstallationError when there is none, or its configuration is faulty
 */
export async function withInstallation<T>(
  work: (db: DataSource, dataDir: string) => Promise<T>,
  how: { readonly create?: boolean } = {},
): Promise<T> {
  const checked = configuration(environmentWith('.env', process.env));
  if (!checked.ok) throw new NoInstallationError(configurationMessage(checked.faults));
  const { dataDir, databaseUrl } = checked.value;
  const opened = await open(dataDir, databaseUrl?.reveal() ?? null, how.create === true);
  const db = dataSource(opened.url, 4);
  try {
    await db.initialize();
    await migrate(db);
    return await work(db, dataDir);
  } finally {
    if (db.isInitialized) await db.destroy();
    await opened.stop();
  }
}

/** Where the pages are, before the path of a link; empty where they answer to this machine only. */
export function publicUrl(): string {
  const checked = configuration(environmentWith('.env', process.env));
  return (checked.ok ? checked.value.publicUrl : null) ?? '';
}

async function open(
  dataDir: string,
  given: string | null,
  create: boolean,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const nothing = async (): Promise<void> => undefined;
  if (given !== null) return { url: given, stop: nothing };
  const running = runningEmbeddedUrl(dataDir);
  if (running !== null) return { url: running, stop: nothing };
  if (!create && !existsSync(join(dataDir, 'postgres'))) {
    throw new NoInstallationError(
      `In «${dataDir}» non c’è ancora un’installazione. Avviarla una volta con «npm start», oppure indicare SOLLECITO_DATA o DATABASE_URL.`,
    );
  }
  const postgres = await startEmbeddedPostgres({ dir: dataDir });
  return { url: postgres.url, stop: () => postgres.stop() };
}

/** The record of the installation, as `status` reads it. */
export const installationRecord: LoadRecord = () => withInstallation(recordOf);

/** The record on a database: its first survey, and every municipality with what is recorded for that survey. */
export async function recordOf(db: DataSource): Promise<StatusRecord> {
  const [surveys, municipalities] = await Promise.all([currentSurveys(db), allMunicipalities(db)]);
  const survey = surveys[0];
  if (survey === undefined) throw new NoInstallationError('L’installazione non ha ricognizioni.');
  const facts = await loadFacts(
    db,
    municipalities.map(({ istat }) => istat),
  );
  return {
    survey,
    municipalities,
    factsOf: (istat) => (facts.get(istat) ?? []).filter((fact) => fact.survey === survey.id),
    refused: [],
    faults: [],
  };
}

/** The record of one municipality of the installation, as `why` reads it. */
export const installationWhy: LoadWhyRecord = ({ survey: id, municipality: istat, asOf }) =>
  withInstallation(async (db) => {
    const [surveys, [municipality], facts, now] = await Promise.all([
      currentSurveys(db),
      municipalitiesOf(db, [istat]),
      loadFacts(db, [istat]),
      installationNow(db),
    ]);
    const survey = surveys.find((one) => one.id === id);
    if (survey === undefined || municipality === undefined) return null;
    const own = (facts.get(istat) ?? []).filter((fact) => fact.survey === id);
    return { survey, municipality, facts: own, asOf: asOf ?? romeDate(now) };
  });
