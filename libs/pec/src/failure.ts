import type { FailureClass, PecError, PecKind } from './types.js';

/** First match decides. RFC 3463 codes as providers use them in `errore-esteso`. */
const BY_CODE: readonly (readonly [RegExp, FailureClass])[] = [
  [/^[245]\.1\./, 'fix-address'],
  [/^[245]\.2\.[24]$/, 'retry-later'],
  [/^[245]\.2\.1$/, 'fix-address'],
  [/^4\.3\./, 'retry-later'],
  [/^5\.3\.4$/, 'other-channel'],
  [/^[245]\.4\.[17]$/, 'other-channel'],
  [/^[245]\.4\.4$/, 'fix-address'],
];

const BY_ATTRIBUTE: Readonly<Record<string, FailureClass>> = {
  'no-dest': 'fix-address',
  'no-dominio': 'fix-address',
  virus: 'look',
};

/** What the Italian sentence says when no code does. */
const BY_TEXT: readonly (readonly [RegExp, FailureClass])[] = [
  [/virus|malware|sicurezza/i, 'look'],
  [/casella\s+(?:\S+\s+){0,3}piena|spazio|quota|mailbox full|over ?quota/i, 'retry-later'],
  [
    /inesistente|non valido|sconosciut|non esiste|unknown user|user unknown|no such user/i,
    'fix-address',
  ],
  [/ventiquattro|dodici|tempo massimo|timeout|\b(?:12|24) ?(?:h|ore)\b/i, 'other-channel'],
];

/**
 * The failure that a receipt reports, or null when it reports none. The class follows the leading
 * enhanced code of `errore-esteso`, else the `errore` attribute, else the sentence; what nothing
 * explains is for a person to look at. A provisional time-out notice means: wait.
 *
 * @example failureOf('delivery-failure', 'altro', '5.1.1 - ARUBA PEC S.p.A. - indirizzo non valido', true)?.class
 * //=> 'fix-address'
 */
export function failureOf(
  kind: PecKind,
  attribute: string | null,
  detail: string | null,
  final: boolean,
): PecError | null {
  const text = detail ?? '';
  const found = enhancedCode(text);
  const named = attribute === null || attribute === 'nessuno' ? null : attribute;
  if (named === null && found === null && text === '' && !isFailure(kind)) return null;
  if (named === null && (kind === 'acceptance' || kind === 'delivery' || kind === 'envelope'))
    return null;
  const timeout = kind === 'delivery-timeout-notice' && !final;
  const byName = named === null ? undefined : BY_ATTRIBUTE[named];
  return {
    code: found ?? named ?? attribute ?? 'nessuno',
    class: timeout ? 'retry-later' : (byCode(found) ?? byName ?? byText(text)),
    detail: text,
  };
}

function isFailure(kind: PecKind): boolean {
  return (
    kind === 'non-acceptance' ||
    kind === 'delivery-failure' ||
    kind === 'delivery-timeout-notice' ||
    kind === 'virus-notice'
  );
}

/** The first enhanced status code of a text: at its start where it has one there. RFC 3463 §2. */
function enhancedCode(text: string): string | null {
  const found = /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d]|\.\d)/.exec(text);
  return found?.[1] ?? null;
}

function byCode(code: string | null): FailureClass | null {
  if (code === null) return null;
  return BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'look';
}

function byText(text: string): FailureClass {
  return BY_TEXT.find(([pattern]) => pattern.test(text))?.[1] ?? 'look';
}
