/** Why the embedded PostgreSQL could not be started; stable, for machines. */
export type EmbeddedPostgresCode =
  | 'unsupported-platform'
  | 'binaries-missing'
  | 'no-account'
  | 'no-permission'
  | 'disk-full'
  | 'in-use'
  | 'newer-cluster'
  | 'older-cluster'
  | 'wrong-password'
  | 'start-failed';

/** A start that failed, in words for whoever runs the program: what happened and the next step. */
export class EmbeddedPostgresError extends Error {
  constructor(
    readonly code: EmbeddedPostgresCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'EmbeddedPostgresError';
  }
}

const SIGNS: readonly [RegExp, EmbeddedPostgresCode, string][] = [
  [
    /no space left on device|ENOSPC|disk quota exceeded|EDQUOT/i,
    'disk-full',
    'Il disco che contiene la cartella dati «DIR» è pieno. Liberare spazio, o indicare un’altra cartella con SOLLECITO_DATA=…, e riavviare.',
  ],
  [
    /permission denied|operation not permitted|EACCES|EPERM|read-only file system|EROFS|has invalid permissions|has wrong ownership/i,
    'no-permission',
    'La cartella dati «DIR» non è scrivibile da questo utente. Correggere proprietario e permessi, o indicare un’altra cartella con SOLLECITO_DATA=….',
  ],
];

/**
 * Turns what went wrong (PostgreSQL's own words, or a Node error) into a sentence with a next step.
 *
 * @param evidence tail of PostgreSQL's log, initdb's stderr, or an error's message
 * @example explain('could not write: No space left on device', '/srv/dati').code //=> 'disk-full'
 */
export function explain(evidence: string, dir: string, cause?: unknown): EmbeddedPostgresError {
  for (const [sign, code, sentence] of SIGNS) {
    if (sign.test(evidence)) {
      return new EmbeddedPostgresError(code, sentence.replace('DIR', dir), { cause });
    }
  }
  const told = evidence.trim().split('\n').slice(-6).join('\n');
  return new EmbeddedPostgresError(
    'start-failed',
    `PostgreSQL incorporato non si avvia sulla cartella dati «${dir}». In alternativa, indicare un PostgreSQL esistente con DATABASE_URL. Ha risposto:\n${told}`,
    { cause },
  );
}
