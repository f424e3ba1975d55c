import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import {
  type PecMessage,
  readMessage,
  type Signature,
  trustStore,
  type TrustStore,
  verifyMessage,
} from '@app/pec';
import { EvidenceError } from '../errors.js';

/** Which anchor a signature leads to. */
export type AnchorSource = 'built-in' | 'given' | 'enclosed';

export interface Judged {
  readonly message: PecMessage;
  readonly signature: Signature;
  /** Null when the signature isn't valid. */
  readonly anchor: AnchorSource | null;
}

/** Judges messages by the public roots first, then by each further set of anchors. */
export class SignatureJudge {
  private readonly stores: readonly { readonly source: AnchorSource; readonly store: TrustStore }[];

  /**
   * @param given anchors that the person trusts
   * @param enclosed anchors that came with the messages: they prove that nothing changed, not who signed
   * @throws EvidenceError `trust-pem`
   */
  constructor(given: readonly string[], enclosed: readonly string[]) {
    this.stores = [
      { source: 'built-in', store: (builtIn ??= trustStore()) },
      ...storeOf('given', given),
      ...storeOf('enclosed', enclosed),
    ];
  }

  judge(raw: Uint8Array): Judged {
    const message = readMessage(raw);
    let first: Signature | null = null;
    for (const { source, store } of this.stores) {
      const signature = verifyMessage(raw, message, store);
      if (signature.verdict === 'valid') return { message, signature, anchor: source };
      // What is wrong beside the chain is wrong under any anchor; the last store came furthest.
      first = first === null || signature.chain.length >= first.chain.length ? signature : first;
    }
    return { message, signature: first!, anchor: null };
  }
}

/** The public roots are the same for everybody: read once. */
let builtIn: TrustStore | null = null;

function storeOf(source: AnchorSource, pems: readonly string[]) {
  if (pems.length === 0) return [];
  try {
    return [{ source, store: trustStore({ pems, builtIn: false }) }];
  } catch (error) {
    throw new EvidenceError('trust-pem', (error as Error).message, { cause: error });
  }
}

/**
 * The public root (PEM) under which a message verifies, so that it can be enclosed for who has no root store at
 * hand; null when it is none of this machine's.
 */
export function publicRootOf(raw: Uint8Array, judged: Judged): string | null {
  const top = judged.signature.chain.at(-1);
  if (judged.anchor !== 'built-in' || top === undefined) return null;
  for (const { name, pem } of publicRoots()) {
    if (!top.includes(name)) continue;
    const store = trustStore({ pems: [pem], builtIn: false });
    if (verifyMessage(raw, judged.message, store).verdict === 'valid') return pem;
  }
  return null;
}

let roots: readonly { readonly name: string; readonly pem: string }[] | null = null;

function publicRoots() {
  roots ??= rootCertificates.flatMap((pem) => {
    const name = /(?:^|\n)CN=(.+)/.exec(new X509Certificate(pem).subject)?.[1];
    return name === undefined ? [] : [{ name, pem }];
  });
  return roots;
}
