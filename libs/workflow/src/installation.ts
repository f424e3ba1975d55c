import type { DataSource } from 'typeorm';
import type { Instant, Municipality, Survey } from '@app/domain';
import { addSurveyVersion, saveMunicipalities, saveSetting, setting } from '@app/persistence';

/** What an installation is; written once, at its first start. */
export interface Installation {
  readonly mode: 'sandbox' | 'live';
  readonly createdAt: Instant;
}

/** Thrown when a data folder of one mode is opened in the other: real and simulated facts never mix. */
export class OtherModeError extends Error {
  readonly code = 'other-mode';
  constructor(found: Installation['mode'], wanted: Installation['mode']) {
    super(
      `Questi dati sono di un’installazione in modalità «${found}» e Sollecito è avviato in modalità «${wanted}». ` +
        'Usare un’altra cartella dati (SOLLECITO_DATA) oppure la modalità di prima (SOLLECITO_MODE).',
    );
  }
}

/**
 * Makes sure that the database holds an installation of this mode: on an empty one writes municipalities
 * and survey, on a known one changes nothing.
 *
 * @throws OtherModeError
 */
export async function install(
  db: DataSource,
  wanted: Installation,
  seed: { readonly municipalities: readonly Municipality[]; readonly survey: Survey },
): Promise<Installation> {
  const found = await setting<Installation>(db, 'installation');
  if (found !== null) {
    if (found.mode !== wanted.mode) throw new OtherModeError(found.mode, wanted.mode);
    return found;
  }
  await saveMunicipalities(db, seed.municipalities);
  await addSurveyVersion(db, seed.survey, wanted.createdAt, 'prima installazione');
  await saveSetting(db, 'installation', wanted);
  return wanted;
}
