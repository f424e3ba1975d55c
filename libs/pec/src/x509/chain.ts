import type { Warning } from '../types.js';
import type { Certificate } from './certificate.js';
import { isSame } from './certificate.js';
import type { Anchor, TrustStore } from './trust-store.js';
import { faultsOf } from './path-rules.js';

/** A chain that holds, leaf first, with the conditions under which it goes on holding. */
export interface ValidPath {
  readonly certificates: readonly Certificate[];
  /** The message must bring these itself, so that the verdict never depends on what came before. */
  readonly needed: readonly Certificate[];
  readonly notBefore: string;
  readonly notAfter: string;
}

export type ChainResult =
  | { readonly ok: true; readonly path: ValidPath }
  | {
      readonly ok: false;
      readonly certificates: readonly Certificate[];
      readonly reasons: readonly Warning[];
    };

const MAX_LENGTH = 8;
/** Signature checks in one search: cross-signed and looping bags of certificates end here. */
const MAX_STEPS = 40;

/**
 * Finds a chain from a signer's certificate to an anchor, through certificates of the message, valid
 * at an instant. RFC 5280 §6.1, with the leaf's use for mail (RFC 8550 §4.4). Remembers what held.
 */
export function findChain(
  leaf: Certificate,
  bag: readonly Certificate[],
  trust: TrustStore,
  at: string,
): ChainResult {
  const key = leaf.der.toString('latin1');
  const known = trust.validated.get(key) ?? [];
  const again = known.find((path) => holds(path, bag, at));
  if (again !== undefined) return { ok: true, path: again };
  const search: Search = { bag, trust, at, steps: MAX_STEPS, best: null };
  const path = extend([leaf], search);
  if (path === null) return { ok: false, ...(search.best ?? nothing(leaf)) };
  if (trust.validated.size >= 1_000)
    trust.validated.delete(trust.validated.keys().next().value as string);
  trust.validated.set(key, [...known, path].slice(-4));
  return { ok: true, path };
}

interface Failure {
  readonly certificates: readonly Certificate[];
  readonly reasons: readonly Warning[];
}

interface Search {
  readonly bag: readonly Certificate[];
  readonly trust: TrustStore;
  readonly at: string;
  steps: number;
  /** The failure that came furthest: it is the one worth telling. */
  best: Failure | null;
}

function holds(path: ValidPath, bag: readonly Certificate[], at: string): boolean {
  if (at < path.notBefore || at > path.notAfter) return false;
  return path.needed.every((one) => bag.some((given) => isSame(given, one)));
}

function extend(certificates: readonly Certificate[], search: Search): ValidPath | null {
  const last = certificates.at(-1) as Certificate;
  if (search.trust.isAnchor(last))
    return finish(certificates, certificates.slice(0, -1), search, false);
  for (const anchor of search.trust.anchorsNamed(last.issuerKey)) {
    if (!signs(anchor.certificate, last, search)) continue;
    const path = finish(
      [...certificates, anchor.certificate],
      certificates,
      search,
      anchor.builtIn,
    );
    if (path !== null) return path;
  }
  if (certificates.length < MAX_LENGTH) {
    for (const issuer of search.bag) {
      if (issuer.subjectKey !== last.issuerKey || certificates.some((one) => isSame(one, issuer)))
        continue;
      if (!signs(issuer, last, search)) continue;
      const path = extend([...certificates, issuer], search);
      if (path !== null) return path;
    }
  }
  note(search, { certificates, reasons: [deadEnd(certificates, search)] });
  return null;
}

function signs(issuer: Certificate, subject: Certificate, search: Search): boolean {
  search.steps -= 1;
  return search.steps >= 0 && subject.isSignedBy(issuer);
}

function deadEnd(certificates: readonly Certificate[], search: Search): Warning {
  const last = certificates.at(-1) as Certificate;
  if (search.steps < 0) {
    return { code: 'chain-too-complex', message: 'Catena di certificati troppo intricata.' };
  }
  if (last.issuerKey === last.subjectKey) {
    const message = `La radice «${last.subjectText}» non è tra quelle ritenute attendibili.`;
    return { code: 'root-unknown', message };
  }
  const named = [
    ...search.bag,
    ...search.trust.anchorsNamed(last.issuerKey).map((one) => one.certificate),
  ].filter((one) => one.subjectKey === last.issuerKey);
  if (named.length > 0 && named.every((one) => certificates.some((seen) => isSame(seen, one)))) {
    const message = `La catena torna su «${last.issuerText}» senza arrivare a una radice.`;
    return { code: 'chain-loop', message };
  }
  if (named.length > 0) {
    const message = `Il certificato «${last.subjectText}» non è firmato da «${last.issuerText}» che dice di averlo emesso.`;
    return { code: 'issuer-signature', message };
  }
  const message = `Manca il certificato dell’emittente «${last.issuerText}».`;
  return { code: 'issuer-missing', message };
}

function finish(
  certificates: readonly Certificate[],
  own: readonly Certificate[],
  search: Search,
  builtIn: boolean,
): ValidPath | null {
  const anchor = search.trust.anchorsNamed((certificates.at(-1) as Certificate).subjectKey);
  const fromRoots = builtIn || onlyBuiltIn(anchor, certificates.at(-1) as Certificate);
  const reasons = faultsOf(certificates, search.at, fromRoots);
  if (reasons.length > 0) {
    note(search, { certificates, reasons });
    return null;
  }
  return {
    certificates,
    needed: own.slice(1),
    notBefore: certificates.map((one) => one.notBefore).reduce((a, b) => (a > b ? a : b)),
    notAfter: certificates.map((one) => one.notAfter).reduce((a, b) => (a < b ? a : b)),
  };
}

function onlyBuiltIn(anchors: readonly Anchor[], certificate: Certificate): boolean {
  const same = anchors.filter((one) => isSame(one.certificate, certificate));
  return same.length > 0 && same.every((one) => one.builtIn);
}

function note(search: Search, failure: Failure): void {
  if (search.best === null || failure.certificates.length > search.best.certificates.length)
    search.best = failure;
}

function nothing(leaf: Certificate): Failure {
  return {
    certificates: [leaf],
    reasons: [
      {
        code: 'issuer-missing',
        message: `Manca il certificato dell’emittente «${leaf.issuerText}».`,
      },
    ],
  };
}
