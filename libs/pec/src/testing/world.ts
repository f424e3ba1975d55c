import type { TrustStore } from '../x509/trust-store.js';
import { trustStore } from '../x509/trust-store.js';
import type { Issued } from './authority.js';
import { issue } from './authority.js';
import type { MailOptions } from './mail.js';
import { signedMail } from './mail.js';

/** A root, a PEC authority shaped like AgID CA1 below it, and one provider's signing certificate. */
export interface World {
  readonly root: Issued;
  readonly authority: Issued;
  readonly provider: Issued;
  readonly trust: TrustStore;
  /** A message signed by the provider, with the chain inside as real ones have. */
  mail(options: MailOptions): Buffer;
}

export const PROVIDER_MAILBOX = 'posta-certificata@gestore.it';

export function makeWorld(): World {
  const root = issue({ cn: 'Radice di Prova', ca: true });
  const authority = issue({
    cn: 'Autorità PEC di Prova',
    by: root,
    ca: true,
    pathLength: 0,
    permittedMail: ['gestore.it', 'altro-gestore.it'],
    eku: ['1.3.6.1.5.5.7.3.2', '1.3.6.1.5.5.7.3.4'],
  });
  const provider = issue({
    cn: 'Posta Certificata Gestore',
    by: authority,
    mailbox: PROVIDER_MAILBOX,
    policy: '1.3.76.16.3.1.1',
    notBefore: '2021-01-01T00:00:00Z',
    notAfter: '2024-01-01T00:00:00Z',
  });
  return {
    root,
    authority,
    provider,
    trust: trustStore({ pems: [root.pem], builtIn: false }),
    mail: (options) =>
      signedMail(provider, {
        ...options,
        sign: { bag: [provider.der, authority.der], ...options.sign },
      }),
  };
}
